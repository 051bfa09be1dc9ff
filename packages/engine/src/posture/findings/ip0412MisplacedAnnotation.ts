import { evidenceOf, objectName } from '../../state/evidence';
import { namespaces } from '../../state/kinds/namespace';
import type { KubeObject } from '../../state/meta';
import { findingRule } from '../finding';
import { podsOnTheWay } from '../podsOnTheWay';
import type { ServiceFacts } from '../serviceFacts';

const ofPods =
  /^(traffic\.sidecar\.istio\.io\/|ambient\.istio\.io\/bypass-inbound-capture$|proxy\.istio\.io\/config$|sidecar\.istio\.io\/(interceptionMode|rewriteAppHTTPProbers)$)/;

/** An annotation of pods that stands elsewhere, or as a label, and is read by nobody (IST0107). */
export const ip0412 = findingRule('IP0412', facts =>
  [...placesOf(facts)].flatMap(({ object, written, place }) =>
    Object.entries(written)
      .filter(([name]) => ofPods.test(name))
      .map(([name, value]) => ({
        says: { name, place, object: objectName(object) },
        about: [object],
        evidence: [evidenceOf(object, `metadata.${place}s[${name}]`, value)],
      })),
  ),
);

function* placesOf(facts: ServiceFacts) {
  const pods = podsOnTheWay(facts);
  const around: KubeObject[] = [facts.service];
  for (const name of new Set([
    facts.service.meta.namespace,
    ...pods.map(pod => pod.meta.namespace),
  ])) {
    const namespace = facts.state.get(namespaces, '', name);
    if (namespace) around.push(namespace);
  }
  for (const object of around) {
    const { labels, annotations } = object.meta;
    yield { object, written: annotations, place: 'annotation' as const };
    yield { object, written: labels, place: 'label' as const };
  }
  for (const pod of pods) {
    const { labels } = pod.meta;
    yield { object: pod, written: labels, place: 'label' as const };
  }
}
