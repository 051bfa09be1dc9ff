import { evidenceOf } from '../../state/evidence';
import { namespaces } from '../../state/kinds/namespace';
import { findingRule } from '../finding';
import { podsOnTheWay } from '../podsOnTheWay';

const labels = ['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode'];

/** A namespace that asks for the mesh in more than one way (IST0123). */
export const ip0406 = findingRule('IP0406', facts => {
  const names = new Set([
    facts.service.meta.namespace,
    ...podsOnTheWay(facts).map(pod => pod.meta.namespace),
  ]);
  return [...names].flatMap(name => {
    const namespace = facts.state.get(namespaces, '', name);
    const own = namespace?.meta.labels ?? {};
    const asking = labels.filter(
      label => own[label] !== undefined && !isOff(own[label]),
    );
    if (!namespace || asking.length < 2) return [];
    return [
      {
        says: {
          namespace: name,
          labels: asking.map(label => `${label}=${own[label]}`).join(' and '),
        },
        about: [namespace],
        evidence: asking.map(label =>
          evidenceOf(namespace, `metadata.labels[${label}]`, own[label]),
        ),
      },
    ];
  });
});

function isOff(value: string): boolean {
  return value === 'disabled' || value === 'none';
}
