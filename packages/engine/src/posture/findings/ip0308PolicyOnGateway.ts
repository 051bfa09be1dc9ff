import { membership, podOf, policiesSelecting } from '../../mesh';
import { objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { modeEvidence } from '../policyFindings';

/** Listeners of Istio gateways come from Gateways alone (istio pilot/pkg/networking/core/gateway.go). */
export const ip0308 = findingRule('IP0308', facts => {
  const gateways = new Set(
    facts.paths.flatMap(({ facts: { edge }, path }) => [
      ...edge.pods.map(pod => `${pod.meta.namespace}/${pod.meta.name}`),
      ...path.hops
        .filter(hop => hop.to === 'gateway')
        .flatMap(hop => hop.arrivals.map(arrival => arrival.pod)),
    ]),
  );
  const found = [...gateways].flatMap(key => {
    const pod = podOf(facts.state, key);
    if (!pod || membership(facts.state, key).proxyRole !== 'gateway') return [];
    return policiesSelecting(facts.state, pod);
  });
  return [...new Set(found)].map(policy => ({
    says: { policy: objectName(policy), service: facts.service.meta.name },
    about: [policy],
    evidence: [modeEvidence(policy)],
  }));
});
