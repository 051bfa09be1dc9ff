import { evidenceOf, objectName } from '../../state/evidence';
import { peerAuthentications } from '../../state/kinds/peerAuthentication';
import { pods } from '../../state/kinds/pod';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { findingRule } from '../finding';

/** A policy whose selector shares a label with this Service's, and that fits no pod. */
export const ip0309 = findingRule('IP0309', ({ state, service, pods: own }) => {
  const { namespace, name } = service.meta;
  const { selector } = service;
  if (!selector || own.length === 0) return [];
  return state
    .inNamespace(peerAuthentications, namespace)
    .filter(
      ({ matchLabels }) =>
        share(matchLabels, selector) &&
        !state
          .inNamespace(pods, namespace)
          .some(pod => matchesLabels(matchLabels, pod.meta.labels)),
    )
    .map(policy => ({
      says: { policy: objectName(policy), service: name },
      about: [policy],
      evidence: [
        evidenceOf(
          policy,
          'spec.selector.matchLabels',
          JSON.stringify(policy.matchLabels),
        ),
      ],
    }));
});

function share(a: Labels, b: Labels): boolean {
  return Object.entries(a).some(([label, value]) => b[label] === value);
}
