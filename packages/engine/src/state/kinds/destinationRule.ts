import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { at, items, Labels, labels, text, whole } from '../read';
import { trimExportTo } from './exportTo';

/** What a client's proxy is told to start towards a destination. */
export interface ClientTls {
  /** DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL. */
  readonly mode: string;
  readonly credentialName?: string;
  /** File, or reference, of the CA that the other side must be signed by. */
  readonly caCertificates?: string;
  /** Server name that is asked for; without it the Host of a request. */
  readonly sni?: string;
  /** It says more than that: other names, certificates, what to overlook. */
  readonly saysMore?: true;
}

export interface TrafficPolicy {
  readonly tls?: ClientTls;
  /** `loadBalancer.simple`; PASSTHROUGH changes how endpoints are found. */
  readonly loadBalancer?: string;
  /** What the proxy says before the client's bytes: a PROXY header, or CONNECT. */
  readonly preamble?: 'proxyProtocol' | 'tunnel';
  /** By Service port number. */
  readonly ports: ReadonlyMap<
    number,
    { readonly tls?: ClientTls; readonly loadBalancer?: string }
  >;
}

export interface Subset {
  readonly name: string;
  readonly labels: Labels;
  readonly policy?: TrafficPolicy;
}

export interface DestinationRule extends KubeObject {
  readonly kind: 'DestinationRule';
  readonly host: string;
  readonly exportTo?: readonly string[];
  /** Labels of client pods of its namespace, without any for all of those; undefined when it holds for others as well. */
  readonly workloadSelector?: Labels;
  readonly policy?: TrafficPolicy;
  readonly subsets: readonly Subset[];
}

export const destinationRules = defineKind<DestinationRule>({
  group: 'networking.istio.io',
  kind: 'DestinationRule',
  plural: 'destinationrules',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  namespaced: true,
  purpose: 'what proxies start towards a host: TLS, mesh mTLS or nothing',
  trim: (object, meta) => {
    const spec = at(object, 'spec');
    const exportTo = trimExportTo(spec);
    const policy = trimPolicy(at(spec, 'trafficPolicy'));
    return {
      kind: 'DestinationRule',
      meta,
      host: text(spec, 'host') ?? '',
      ...(exportTo && { exportTo }),
      ...(at(spec, 'workloadSelector') !== undefined && {
        workloadSelector: labels(spec, 'workloadSelector', 'matchLabels'),
      }),
      ...(policy && { policy }),
      subsets: items(spec, 'subsets').flatMap(trimSubset),
    };
  },
});

/** DestinationRules by the first label of their host, which is a Service's name. */
export const rulesByHost = indexBy(destinationRules, rule => [
  rule.host.split('.')[0],
]);

function trimSubset(subset: unknown): Subset[] {
  const name = text(subset, 'name');
  if (name === undefined) return [];
  const policy = trimPolicy(at(subset, 'trafficPolicy'));
  return [
    { name, labels: labels(subset, 'labels'), ...(policy && { policy }) },
  ];
}

function trimPolicy(policy: unknown): TrafficPolicy | undefined {
  if (typeof policy !== 'object' || policy === null) return undefined;
  const ports = new Map<number, ReturnType<typeof trimSettings>>();
  for (const entry of items(policy, 'portLevelSettings')) {
    const port = whole(entry, 'port', 'number');
    if (port !== undefined && !ports.has(port)) {
      ports.set(port, trimSettings(entry));
    }
  }
  const preamble = (['proxyProtocol', 'tunnel'] as const).find(
    one => at(policy, one) !== undefined,
  );
  return { ...trimSettings(policy), ...(preamble && { preamble }), ports };
}

function trimSettings(settings: unknown): {
  readonly tls?: ClientTls;
  readonly loadBalancer?: string;
} {
  const tls = trimTls(at(settings, 'tls'));
  const loadBalancer = text(settings, 'loadBalancer', 'simple');
  return {
    ...(tls && { tls }),
    ...(loadBalancer !== undefined && { loadBalancer }),
  };
}

const readOfTls: ReadonlySet<string> = new Set([
  'mode',
  'credentialName',
  'caCertificates',
  'sni',
]);

// A `tls` that stands there without a mode means DISABLE, the first value of the API's enumeration.
function trimTls(tls: unknown): ClientTls | undefined {
  if (typeof tls !== 'object' || tls === null) return undefined;
  const credentialName = text(tls, 'credentialName');
  const caCertificates = text(tls, 'caCertificates');
  const sni = text(tls, 'sni');
  return {
    mode: text(tls, 'mode') ?? 'DISABLE',
    ...(credentialName !== undefined && { credentialName }),
    ...(caCertificates !== undefined && { caCertificates }),
    ...(sni !== undefined && { sni }),
    ...(Object.keys(tls).some(key => !readOfTls.has(key)) && {
      saysMore: true as const,
    }),
  };
}
