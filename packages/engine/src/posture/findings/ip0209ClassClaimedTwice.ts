import { findingRule } from '../finding';
import type { JudgedPath } from '../serviceFacts';

/** One rule of one object is served by two edges: both claim its class. */
export const ip0209 = findingRule('IP0209', facts => {
  const byRule = new Map<string, JudgedPath[]>();
  for (const judged of facts.paths) {
    const { route, port, mode } = judged.path;
    const key = JSON.stringify([mode, route, port]);
    byRule.set(key, [...(byRule.get(key) ?? []), judged]);
  }
  return [...byRule.values()].flatMap(all => {
    const edges = new Set(
      all.map(
        ({ path: { edge } }) => `${edge.kind} ${edge.namespace}/${edge.name}`,
      ),
    );
    if (edges.size < 2) return [];
    const [first] = all;
    const { kind, namespace, name } = first.path.route;
    return [
      {
        says: {
          route: `${kind} ${namespace}/${name}`,
          edges: [...edges].join(' and '),
          service: facts.service.meta.name,
        },
        path: facts.paths.indexOf(first),
        evidence: first.facts.edge.reasons.flatMap(reason => reason.evidence),
      },
    ];
  });
});
