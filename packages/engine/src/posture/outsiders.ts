import { injectionOf, membership } from '../mesh';
import { podKey } from '../path/sources';
import { ownerOf } from '../ingress/edges/owner';
import type { Pod } from '../state/kinds/pod';
import { podsOnTheWay } from './podsOnTheWay';
import type { ServiceFacts } from './serviceFacts';

/** The pods on the way that are in no mesh, one of each workload and each answer about injection. */
export function outsiders(facts: ServiceFacts): readonly Pod[] {
  const byKind = new Map<string, Pod>();
  for (const pod of podsOnTheWay(facts)) {
    const { mesh, proxyRole } = membership(facts.state, podKey(pod));
    if (mesh !== 'none' || proxyRole !== 'none') continue;
    const { kind, namespace, name } = ownerOf(pod);
    const injection = injectionOf(facts.state, pod).kind;
    const key = `${kind} ${namespace}/${name} ${injection}`;
    if (!byKind.has(key)) byKind.set(key, pod);
  }
  return [...byKind.values()];
}
