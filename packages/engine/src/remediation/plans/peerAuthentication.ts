import { servicesOfPod } from '../../path/entrance';
import { podKey } from '../../path/sources';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { HopArrival } from '../../posture/servicePosture';
import type { Plan, PlannedStep } from '../plan';
import {
  othersUnderPolicy,
  PolicySpec,
  PolicyWorkload,
  workloadPolicyStep,
} from '../peerAuthenticationStep';
import { servicesReaching, sharingPods } from '../touched';

/** Makes every port of the workload STRICT, where all that arrives is mTLS already. */
export function strictPlan(facts: ServiceFacts): readonly Plan[] {
  if (facts.posture !== 'permissive' || !facts.service.selector) return [];
  return [
    {
      id: 'strict',
      title: `Accept mTLS only`,
      costs: [
        'Clients inside the cluster that are not in the mesh and dial the pods themselves are turned away; Ingress paths are proven, those are not seen.',
        ...costsOfOthers(facts),
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
        ...costsOfOthers(facts),
      ],
      resolves: ['IP0102', 'IP0103'],
      steps: [permissivePortStep(facts, ports, what)],
    },
  ];
}

/** Lets in what is no mTLS on some ports, whatever the policies of wider scope say. */
export function permissivePortStep(
  facts: ServiceFacts,
  ports: readonly number[],
  what = 'plaintext',
): PlannedStep {
  const portLevelMtls = Object.fromEntries(
    ports.map(port => [String(port), { mode: 'PERMISSIVE' as const }]),
  );
  return policyStep(
    facts,
    { portLevelMtls },
    `Let ${what} in on port ${ports.join(', ')}`,
  );
}

function isRefused({ wire, outcome, pod, refusedBy }: HopArrival): boolean {
  const isByMtls = outcome === 'rejected' && !refusedBy;
  return pod !== '' && wire !== 'istio-mtls' && isByMtls;
}

function policyStep(
  facts: ServiceFacts,
  spec: PolicySpec,
  title: string,
): PlannedStep {
  return workloadPolicyStep(facts.state, workloadOf(facts), {
    title,
    spec,
    // Where its pods are an edge or a gateway, what comes through them stands behind the same policy.
    touches: () => [
      ...sharingPods(facts),
      ...servicesReaching(facts.state, facts.pods),
    ],
  });
}

function workloadOf({ service, pods }: ServiceFacts): PolicyWorkload {
  const { selector = {}, meta } = service;
  return { namespace: meta.namespace, name: meta.name, selector, pods };
}

/** Other Services whose pods the policy is about, too. */
function costsOfOthers(facts: ServiceFacts): readonly string[] {
  const { state, service } = facts;
  const pods = [...facts.pods, ...othersUnderPolicy(state, workloadOf(facts))];
  const names = pods
    .flatMap(pod => servicesOfPod(state, podKey(pod)))
    .map(({ meta }) => meta.name)
    .filter(name => name !== service.meta.name);
  const others = [...new Set(names)].sort();
  return others.length === 0
    ? []
    : [
        `It holds for ${others.join(
          ', ',
        )}, too: the policy selects their pods.`,
      ];
}
