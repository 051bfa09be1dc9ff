import type { Labels } from '../../state/read';
import type { Switch } from '../vendorDescription';
import { sample, sampleKinds, sampleSubject } from './sample';

/** A value of a switch, and what the vendor makes of it. */
export interface SwitchExample<Effect> {
  readonly value: string;
  readonly effect: Effect;
  /** Annotations without which the value has no effect. */
  readonly beside: Labels;
  /** What the Service has to be for it, in words; empty for the usual. */
  readonly needs: string;
}

// The first of these that has an effect is the example; those that people would write come first.
const values: readonly string[] = [
  'true',
  'false',
  'on',
  'enabled',
  'HTTPS',
  'https',
  'GRPC',
  'GRPCS',
  'grpc',
  'grpcs',
  'TLS',
  'tls',
  'h2c',
  'h2',
  'kubernetes.io/h2c',
  'TCP',
  'ip',
  'instance',
  'nlb-ip',
  'REGIONAL',
  'REGIONAL_NETWORK',
  'eni',
  'ecs',
  'NodePortLocal',
  'NodePort',
  'cluster',
  'service',
  'passthrough',
  'preserveHost("true")',
  'preserveHost()',
  'setRequestHeader("Host", "cart.shop.svc.cluster.local")',
  '[{"params": "cart.shop.svc.cluster.local"}]',
  '{"ingress": true}',
  '{"http": "HTTPS"}',
  '{"http": "https"}',
  '{"80": "HTTPS"}',
  '{"cart": "True"}',
  'ssl verify none',
  'serviceName=cart',
  'cart',
  'cart=h2',
  `Host: ${sample.host}`,
  '443',
  '8080',
  'http2',
  'http',
  'k8s.ngrok.com/http2',
];

// A Host, a server: whatever stands there is the effect.
const ownWords = 'any.example.com';

const beside: Readonly<Record<string, Labels>> = {
  'nginx.ingress.kubernetes.io/proxy-ssl-server-name': {
    'nginx.ingress.kubernetes.io/proxy-ssl-secret': 'shop/tls',
    'nginx.ingress.kubernetes.io/proxy-ssl-name': sample.host,
  },
  'virtual-server.f5.com/serverssl': {
    'virtual-server.f5.com/clientssl':
      '[{"bigIpProfile": "/Common/clientssl"}]',
  },
  'appgw.ingress.kubernetes.io/appgw-trusted-root-certificate': {
    'appgw.ingress.kubernetes.io/backend-protocol': 'https',
  },
};

/** Values of a switch that change what is dialled, each effect once; of the default's none. */
export function switchExamples<Effect>(
  one: Switch<Effect>,
  byDefault: Effect,
): readonly SwitchExample<Effect>[] {
  const extra = beside[one.key] ?? {};
  const candidates = takesAnything(one) ? [sample.host] : values;
  for (const kind of sampleKinds) {
    const subject = sampleSubject(kind, extra);
    const found = new Map<string, SwitchExample<Effect>>();
    for (const value of candidates) {
      const effect = one.effect(value, subject);
      const key = JSON.stringify(effect);
      if (effect === undefined || key === JSON.stringify(byDefault)) continue;
      if (!found.has(key)) {
        found.set(key, { value, effect, beside: extra, needs: kind.words });
      }
    }
    if (found.size > 0) return [...found.values()];
  }
  return [];
}

function takesAnything<Effect>({ effect }: Switch<Effect>): boolean {
  return effect(ownWords, sampleSubject()) === ownWords;
}
