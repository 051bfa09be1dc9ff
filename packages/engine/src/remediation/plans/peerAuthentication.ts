import type { ServiceFacts } from '../../posture/serviceFacts';
import type { Plan, PlannedStep } from '../plan';
import { PolicySpec, workloadPolicyStep } from '../peerAuthenticationStep';
import { sharingPods } from '../touched';

/** Makes every port of the workload STRICT, where all that arrives is mTLS already. */
export function strictPlan(facts: ServiceFacts): readonly Plan[] {
  if (facts.posture !== 'permissive' || !facts.service.selector) return [];
  return [
    {
      id: 'strict',
      title: `Accept mTLS only`,
      costs: [
        'Clients inside the cluster that are not in the mesh and dial the pods themselves are turned away; Ingress paths are proven, those are not seen.',
      ],
      resolves: ['IP0106'],
      steps: [policyStep(facts, { mtls: { mode: 'STRICT' } }, 'Demand mTLS')],
      ...(facts.unseen.length > 0 && {
        advice: { missing: facts.unseen.join(' '), aims: 'enforced' },
      }),
    },
  ];
}

/** Lets plaintext in on the ports that a broken path needs, and on no other. */
export function permissivePortPlan(facts: ServiceFacts): readonly Plan[] {
  if (facts.posture !== 'rejected' || !facts.service.selector) return [];
  const needed = facts.paths
    .filter(({ path }) =>
      path.hops.some(
        hop =>
          hop.to === 'workload' &&
          hop.wire === 'plaintext' &&
          hop.outcome === 'rejected',
      ),
    )
    .flatMap(({ path }) =>
      facts.ports.filter(port => port.posture.port === path.port),
    )
    .flatMap(port => port.posture.targetPort ?? []);
  if (needed.length === 0) return [];
  const portLevelMtls = Object.fromEntries(
    [...new Set(needed)]
      .sort((a, b) => a - b)
      .map(port => [String(port), { mode: 'PERMISSIVE' as const }]),
  );
  const numbers = Object.keys(portLevelMtls).join(', ');
  return [
    {
      id: 'permissive-port',
      title: `Take plaintext on port ${numbers} only, until the edge speaks mTLS`,
      costs: [
        `Anyone in the cluster can send plaintext to port ${numbers} of ${facts.service.meta.name}.`,
      ],
      resolves: ['IP0102'],
      steps: [
        policyStep(
          facts,
          { portLevelMtls },
          `Let plaintext in on port ${numbers}`,
        ),
      ],
    },
  ];
}

function policyStep(
  facts: ServiceFacts,
  spec: PolicySpec,
  title: string,
): PlannedStep {
  const { namespace, name } = facts.service.meta;
  const workload = {
    namespace,
    name,
    selector: facts.service.selector ?? {},
    pods: facts.pods,
  };
  return workloadPolicyStep(facts.state, workload, {
    title,
    spec,
    touches: () => sharingPods(facts),
  });
}
