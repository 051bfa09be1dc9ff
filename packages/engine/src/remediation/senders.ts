import { gatewayRoutesTo, Identity, identityOf, podOf } from '../mesh';
import type { JudgedPath, ServiceFacts } from '../posture/serviceFacts';
import type { Hop } from '../posture/servicePosture';
import type { Pod } from '../state/kinds/pod';

/** The pods that open a hop's connection; none where it comes from outside the cluster. */
export function sendersOf(
  facts: ServiceFacts,
  { facts: made, path }: JudgedPath,
  hop: Hop,
): readonly Pod[] {
  if (hop.from === 'client') return [];
  if (hop.from === 'edge' || path.mode === 'istio-gateway') {
    const first = made.behindGateway ? 2 : 1;
    const before = made.through?.[hop.fromNode - first]?.edge;
    return (before ?? made.edge).pods;
  }
  const { namespace, name } = facts.service.meta;
  const node = path.nodes[hop.fromNode];
  const keys = gatewayRoutesTo(facts.state, namespace, name)
    .filter(one => node.fact === `Gateway ${one.gateway.name}`)
    .flatMap(one => one.pods);
  return [...new Set(keys)]
    .flatMap(key => podOf(facts.state, key) ?? [])
    .filter(pod => pod.meta.namespace === node.namespace);
}

/** The identities that the proxies of some pods prove, each once; none of whoever is not known. */
export function identitiesOf(
  { state }: ServiceFacts,
  pods: readonly Pod[],
): readonly Identity[] {
  const all = pods.map(pod => identityOf(state, pod));
  return [...new Map(all.map(one => [JSON.stringify(one), one])).values()];
}
