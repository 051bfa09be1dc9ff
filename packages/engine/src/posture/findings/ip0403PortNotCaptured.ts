import { inboundCapture, membership, mtlsMode } from '../../mesh';
import { podKey } from '../../path/sources';
import { findingRule } from '../finding';

/** A policy says STRICT for a port that no proxy sees: it is not enforced there. */
export const ip0403 = findingRule('IP0403', facts => {
  const { state } = facts;
  const uncaptured = facts.ports
    .flatMap(one => one.pods)
    .find(
      ({ pod, port, address }) =>
        membership(state, podKey(pod)).mesh !== 'none' &&
        !inboundCapture(pod, port, address).captured &&
        mtlsMode(state, podKey(pod), port).mode === 'STRICT',
    );
  if (!uncaptured) return [];
  const { pod, port, address } = uncaptured;
  const { reasons } = inboundCapture(pod, port, address);
  return [
    {
      says: {
        port,
        service: facts.service.meta.name,
        why: reasons[0]?.text ?? '',
      },
      about: [pod],
      evidence: [
        ...reasons,
        ...mtlsMode(state, podKey(pod), port).reasons,
      ].flatMap(reason => reason.evidence),
    },
  ];
});
