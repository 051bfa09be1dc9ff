import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import { evidenceOf, objectName } from '../../state/evidence';
import { sidecars } from '../../state/kinds/sidecar';
import { matchesLabels } from '../../state/selector';
import { findingRule } from '../finding';
import { podsOnTheWay } from '../podsOnTheWay';

/** A ztunnel follows no Sidecar (IST0167). */
export const ip0317 = findingRule('IP0317', facts => {
  const pods = podsOnTheWay(facts).filter(
    pod => membership(facts.state, podKey(pod)).mesh === 'ambient',
  );
  const found = pods.flatMap(pod =>
    facts.state
      .inNamespace(sidecars, pod.meta.namespace)
      .filter(
        ({ workloadSelector }) =>
          workloadSelector && matchesLabels(workloadSelector, pod.meta.labels),
      )
      .map(sidecar => [sidecar, pod] as const),
  );
  return [...new Map(found)].map(([sidecar, pod]) => ({
    says: { sidecar: objectName(sidecar), pod: objectName(pod) },
    about: [sidecar],
    evidence: [
      evidenceOf(
        sidecar,
        'spec.workloadSelector.labels',
        JSON.stringify(sidecar.workloadSelector),
      ),
    ],
  }));
});
