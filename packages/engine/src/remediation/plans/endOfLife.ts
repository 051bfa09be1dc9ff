import { isPattern } from '../../ingress/routes/ingressRoutes';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { IngressRule } from '../../state/kinds/ingress';
import type { Plan } from '../plan';
import { createStep } from '../steps';
import { itself } from '../touched';
import { ingressOf } from './ingressOf';

/**
 * The way off a vendor that has no future: its route as the Gateway API says it. Advice, as the
 * gateway that would serve it does not run yet.
 */
export function endOfLifePlans(
  facts: ServiceFacts,
  { facts: { edge, route }, path: { mode } }: JudgedPath,
): readonly Plan[] {
  const { endOfLife } = edge.vendor;
  // Whom an edge asks about requests is not where they go: no route of the Gateway API leads there.
  if (!endOfLife || mode !== 'standalone' || route?.ref.purpose) return [];
  const ingress = route && ingressOf(facts.state, route);
  if (!ingress) return [];
  const { namespace, name } = ingress.meta;
  const own = ingress.rules.filter(
    rule => rule.backend.service === facts.service.meta.name,
  );
  const hosts = [...new Set(own.flatMap(rule => rule.host ?? []))];
  const gateway = gatewayFor(namespace, name, ingress.tlsHosts.length > 0);
  const httpRoute = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: [{ name }],
      ...(hosts.length > 0 && { hostnames: hosts }),
      rules: own.map(rule => ({
        matches: [{ path: { type: typeOf(rule), value: rule.path ?? '/' } }],
        backendRefs: [{ name: rule.backend.service, port: route.backend.port }],
      })),
    },
  };
  const steps = [gateway, httpRoute].map(manifest => ({
    step: createStep(`Create ${manifest.kind} ${name}`, manifest),
    apply: () => {},
    touches: () => [itself(facts)],
  }));
  return [
    {
      id: `end-of-life-${namespace}-${name}`,
      title: `Leave ${edge.ref.title} for the Gateway API of Istio`,
      costs: [
        endOfLife.text,
        'Its gateway gets an address of its own: move DNS, then delete the Ingress.',
        `Annotations of Ingress ${namespace}/${name} have no say there: what they do besides routing has to be written anew.`,
      ],
      resolves: ['IP0601', 'IP0101', 'IP0102'],
      steps,
      advice: {
        missing:
          "Istio makes the gateway's pods once the Gateway is there; until then there is nothing to prove it with.",
        aims: facts.ports.every(port => port.posture.accepts === 'mtls-only')
          ? 'enforced'
          : 'permissive',
      },
    },
  ];
}

function gatewayFor(namespace: string, name: string, tls: boolean) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: {
      gatewayClassName: 'istio',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP' },
        ...(tls
          ? [
              {
                name: 'https',
                port: 443,
                protocol: 'HTTPS',
                tls: { mode: 'Terminate', certificateRefs: [{ name }] },
              },
            ]
          : []),
      ],
    },
  };
}

function typeOf(rule: IngressRule): string {
  if (rule.pathType === 'Exact') return 'Exact';
  return isPattern(rule) ? 'RegularExpression' : 'PathPrefix';
}
