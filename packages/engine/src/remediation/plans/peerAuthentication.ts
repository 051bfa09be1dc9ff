import type { ServiceFacts } from '../../posture/serviceFacts';
import type { HopArrival } from '../../posture/servicePosture';
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

/** Lets in what a broken path sends on the ports that it needs, and on no other. */
export function permissivePortPlan(facts: ServiceFacts): readonly Plan[] {
  if (facts.posture !== 'rejected' || !facts.service.selector) return [];
  const refused = facts.paths.flatMap(({ path }) =>
    path.hops
      .filter(hop => hop.to === 'workload')
      .flatMap(hop => hop.arrivals.filter(isRefused)),
  );
  if (refused.length === 0) return [];
  const ports = [...new Set(refused.map(one => one.port))].sort(
    (a, b) => a - b,
  );
  const portLevelMtls = Object.fromEntries(
    ports.map(port => [String(port), { mode: 'PERMISSIVE' as const }]),
  );
  const numbers = ports.join(', ');
  const what = refused.some(one => one.wire === 'plaintext')
    ? 'plaintext'
    : "the edge's own TLS";
  return [
    {
      id: 'permissive-port',
      title: `Take ${what} on port ${numbers} only, until the edge speaks mTLS`,
      costs: [
        `Anyone in the cluster can send plaintext to port ${numbers} of ${facts.service.meta.name}.`,
      ],
      resolves: ['IP0102', 'IP0103'],
      steps: [
        policyStep(
          facts,
          { portLevelMtls },
          `Let ${what} in on port ${numbers}`,
        ),
      ],
    },
  ];
}

function isRefused({ wire, outcome, pod }: HopArrival): boolean {
  return pod !== '' && wire !== 'istio-mtls' && outcome === 'rejected';
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
