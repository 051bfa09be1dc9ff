import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Container, Pod } from '../../state/kinds/pod';
import { findingRule } from '../finding';
import { podsOnTheWay } from '../podsOnTheWay';

const proxyUser = 1337;

/** What runs as the sidecar's user is taken for the sidecar, and nothing that it sends is captured (IST0144). */
export const ip0410 = findingRule('IP0410', facts =>
  podsOnTheWay(facts)
    .filter(pod => membership(facts.state, podKey(pod)).mesh === 'sidecar')
    .flatMap(pod => {
      const container = pod.containers.find(one => sharesUser(pod, one));
      if (!container) return [];
      return [
        {
          says: { pod: objectName(pod), container: container.name },
          about: [pod],
          evidence: [
            evidenceOf(
              pod,
              `spec.containers[${container.name}].securityContext.runAsUser`,
              container.runAsUser ?? pod.runAsUser,
            ),
          ],
        },
      ];
    })
    .slice(0, 1),
);

function sharesUser(pod: Pod, container: Container): boolean {
  return (
    container.name !== 'istio-proxy' &&
    ((container.runAsUser ?? pod.runAsUser) === proxyUser ||
      (container.runAsGroup ?? pod.runAsGroup) === proxyUser)
  );
}
