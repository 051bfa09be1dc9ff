import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { Ingress } from '../../state/kinds/ingress';
import type { Plan, PlannedStep } from '../plan';
import { patchStep } from '../steps';
import { itself } from '../touched';
import { ingressOf } from './ingressOf';

const prefix = 'nginx.ingress.kubernetes.io';

/**
 * Encrypts the hop from ingress-nginx to the Istio gateway behind it. Advice only: the gateway needs
 * a certificate for the Host, and Secrets are never read.
 */
export function tlsToGatewayPlan(
  facts: ServiceFacts,
  { facts: { edge, route }, path }: JudgedPath,
): readonly Plan[] {
  const hop = path.hops.find(one => one.to === 'gateway');
  if (hop?.from !== 'edge' || hop.wire !== 'plaintext' || !hop.counts)
    return [];
  const ingress = route && ingressOf(facts.state, route);
  if (!ingress || edge.vendor.id !== 'ingress-nginx') return [];
  const host = path.route.host ?? '*';
  return [
    {
      id: `tls-to-gateway-${path.route.namespace}-${path.route.name}`,
      title: `Let ${edge.ref.title} speak TLS to the Istio gateway`,
      costs: ['A certificate to keep for the gateway.'],
      resolves: ['IP0701'],
      steps: [nginxStep(facts, ingress, host)],
      advice: {
        missing: `The gateway needs a server on port 443 for ${host} with tls.mode SIMPLE, and a Secret with a certificate in its namespace; the Ingress needs ${prefix}/proxy-ssl-secret with a TLS Secret of its own namespace, without which ingress-nginx asks for no server by name (kubernetes/ingress-nginx#6728). Secrets are never read, so whether it would hold could not be tried.`,
        aims: 'app-tls',
      },
    },
  ];
}

function nginxStep(
  facts: ServiceFacts,
  { meta }: Ingress,
  host: string,
): PlannedStep {
  const annotations = {
    [`${prefix}/backend-protocol`]: 'HTTPS',
    [`${prefix}/proxy-ssl-server-name`]: 'on',
    [`${prefix}/proxy-ssl-name`]: host,
  };
  const { namespace, name } = meta;
  const before = Object.fromEntries(
    Object.keys(annotations).map(key => [key, meta.annotations[key] ?? null]),
  );
  return {
    step: patchStep({
      title:
        'Dial port 443 of the gateway with TLS and the name that it serves',
      object: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        namespace,
        name,
      },
      patch: { metadata: { annotations } },
      undo: { metadata: { annotations: before } },
      show: `{.metadata.annotations.${prefix.replaceAll(
        '.',
        '\\.',
      )}/backend-protocol}`,
      expect: 'HTTPS',
    }),
    apply: () => {},
    touches: () => [itself(facts)],
  };
}
