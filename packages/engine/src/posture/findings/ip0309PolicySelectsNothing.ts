import type { ClusterState } from '../../state/clusterState';
import type { Question } from '../../state/derived';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  labelKeys,
  PeerAuthentication,
  peerAuthenticationsByLabel,
} from '../../state/kinds/peerAuthentication';
import { Pod, pods } from '../../state/kinds/pod';
import { labelsKey } from '../../state/labelsKey';
import { byName } from '../../state/objectIndex';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { findingRule } from '../finding';

/** A policy whose selector shares a label with this Service's, and that fits no pod. */
export const ip0309 = findingRule('IP0309', ({ state, service, pods: own }) => {
  const { namespace, name } = service.meta;
  const { selector } = service;
  if (!selector || own.length === 0) return [];
  return sharing(state, namespace, selector)
    .filter(
      ({ matchLabels }) =>
        !own.some(pod => fits(matchLabels, pod)) &&
        !state.ask(isAnyPodChosen(namespace, matchLabels)),
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

function sharing(
  state: ClusterState,
  namespace: string,
  selector: Labels,
): readonly PeerAuthentication[] {
  const found = labelKeys(namespace, selector).flatMap(key =>
    state.lookup(peerAuthenticationsByLabel, key),
  );
  return [...new Set(found)].sort(byName);
}

// Asked by selector: other pods of the namespace come and go.
function isAnyPodChosen(namespace: string, wanted: Labels): Question<boolean> {
  return {
    key: labelsKey(`a pod with|${namespace}`, wanted),
    answer: state =>
      state.inNamespace(pods, namespace).some(pod => fits(wanted, pod)),
    gist: isChosen => isChosen,
  };
}

function fits(wanted: Labels, { meta }: Pod): boolean {
  return matchesLabels(wanted, meta.labels);
}
