import { fullHost, hostnameOf } from '../../mesh';
import { evidenceOf, objectName } from '../../state/evidence';
import { rulesByHost } from '../../state/kinds/destinationRule';
import { matchesLabels } from '../../state/selector';
import { findingRule } from '../finding';

/** A subset of a DestinationRule that fits no pod of the Service (IST0173). */
export const ip0313 = findingRule('IP0313', ({ state, service, pods }) => {
  const { namespace, name } = service.meta;
  if (pods.length === 0) return [];
  const hostname = hostnameOf(namespace, name);
  return state
    .lookup(rulesByHost, name)
    .filter(rule => fullHost(rule.host, rule.meta.namespace) === hostname)
    .flatMap(rule =>
      rule.subsets
        .filter(({ labels }) =>
          pods.every(pod => !matchesLabels(labels, pod.meta.labels)),
        )
        .map(subset => ({
          says: { subset: subset.name, rule: objectName(rule), service: name },
          about: [rule],
          evidence: [
            evidenceOf(
              rule,
              `spec.subsets[${subset.name}].labels`,
              JSON.stringify(subset.labels),
            ),
          ],
        })),
    );
});
