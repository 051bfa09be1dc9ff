import { followedSidecar } from '../../mesh';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import { Sidecar, sidecars } from '../../state/kinds/sidecar';
import { matchesLabels } from '../../state/selector';
import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';

/** Of several Sidecars for one workload the oldest counts, which nobody promises (IST0110, IST0111). */
export const ip0316 = findingRule('IP0316', ({ state, paths }) =>
  paths.flatMap(({ facts: made, path }, index) => {
    const { edge } = made;
    const at = dialledHop(made);
    const [pod] = edge.pods;
    if (!pod) return [];
    const rivals = rivalsFor(
      pod,
      state.inNamespace(sidecars, pod.meta.namespace),
    );
    const followed = followedSidecar(state, pod);
    if (rivals.length < 2 || !followed) return [];
    return [
      {
        says: {
          sidecars: rivals.map(objectName).join(' and '),
          edge: path.edge.title,
          followed: objectName(followed),
        },
        about: rivals,
        path: index,
        hop: at,
        evidence: [],
      },
    ];
  }),
);

function rivalsFor(pod: Pod, all: readonly Sidecar[]): readonly Sidecar[] {
  const selecting = all.filter(
    one =>
      one.workloadSelector &&
      matchesLabels(one.workloadSelector, pod.meta.labels),
  );
  return selecting.length > 0
    ? selecting
    : all.filter(one => !one.workloadSelector);
}
