import { membership, meshConfig } from '../../mesh';
import { podKey } from '../../path/sources';
import { evidenceOf } from '../../state/evidence';
import { findingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';
import { isPassedThrough } from '../passthrough';

/** A proxy that knows the Service starts no mTLS, because MeshConfig switches the automatic one off. */
export const ip0213 = findingRule('IP0213', facts => {
  const { source, enableAutoMtls } = facts.state.read(meshConfig);
  if (enableAutoMtls || !source || facts.membership === 'none') return [];
  return onHops(facts, (hop, judged) => {
    const { pods } = judged.facts.edge;
    const proxied =
      hop.from === 'gateway' ||
      (hop.from === 'edge' &&
        pods.some(
          pod => membership(facts.state, podKey(pod)).mesh === 'sidecar',
        ));
    return proxied &&
      hop.to === 'workload' &&
      hop.wire === 'plaintext' &&
      !isPassedThrough(hop)
      ? { sender: senderOf(hop, judged), service: facts.service.meta.name }
      : undefined;
  }).map(found => ({
    ...found,
    about: [source],
    evidence: [evidenceOf(source, 'data.mesh', 'enableAutoMtls: false')],
  }));
});
