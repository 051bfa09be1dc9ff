import { IgnoredPolicy, ignoredPolicies } from '../mesh';
import { evidenceOf, objectName } from '../state/evidence';
import type { PeerAuthentication } from '../state/kinds/peerAuthentication';
import type { Pod } from '../state/kinds/pod';
import { unlike } from './podsOnTheWay';
import type { ServiceFacts } from './serviceFacts';
import type { Evidence } from './servicePosture';

type Because = IgnoredPolicy['because'];

/** The policies that are ignored for one reason, each once, with a pod that it was meant for. */
export function ignoredFor<Reason extends Because>(
  facts: ServiceFacts,
  because: Reason,
): readonly {
  readonly pod: Pod;
  readonly ignored: Extract<IgnoredPolicy, { because: Reason }>;
}[] {
  const seen = new Set<PeerAuthentication>();
  return unlike(facts.pods).flatMap(pod =>
    ignoredPolicies(facts.state, pod).flatMap(ignored => {
      if (ignored.because !== because || seen.has(ignored.policy)) return [];
      seen.add(ignored.policy);
      return [
        {
          pod,
          ignored: ignored as Extract<IgnoredPolicy, { because: Reason }>,
        },
      ];
    }),
  );
}

/** Each container port behind the Service, with the pod that it is of. */
export function podPorts(
  facts: ServiceFacts,
): readonly { readonly pod: Pod; readonly port: number }[] {
  return facts.ports.flatMap(({ pods }) => pods);
}

/** What a policy says for a port, as people would quote it. */
export function modeEvidence(
  policy: PeerAuthentication,
  port?: number,
): Evidence {
  return port !== undefined && policy.portLevelMtls.has(port)
    ? evidenceOf(
        policy,
        `spec.portLevelMtls[${port}].mode`,
        policy.portLevelMtls.get(port),
      )
    : evidenceOf(policy, 'spec.mtls.mode', policy.mode);
}

/** A policy and the mode that it asks for. */
export function quoted(policy: PeerAuthentication): string {
  return policy.mode === undefined
    ? objectName(policy)
    : `${objectName(policy)} (${policy.mode})`;
}
