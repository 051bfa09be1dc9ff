import { Evidence } from '@ingress-posture/engine';

/** What was read from one object. */
export interface ObjectEvidence {
  readonly object: string;
  readonly resourceVersion: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** Evidence by its object, each piece once, objects in the order in which they come up. */
export function groupEvidence(all: readonly Evidence[]): ObjectEvidence[] {
  const groups = new Map<string, Map<string, Evidence>>();
  for (const one of all) {
    const group = groups.get(one.object) ?? new Map();
    groups.set(one.object, group.set(`${one.field} ${one.value}`, one));
  }
  return [...groups].map(([object, group]) => {
    const evidence = [...group.values()];
    return {
      object,
      resourceVersion: evidence[0].resourceVersion,
      evidence,
    };
  });
}
