import { matchesLabels } from '../../state/selector';
import {
  PeerAuthentication,
  peerAuthentications,
} from '../../state/kinds/peerAuthentication';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { Plan, PlannedStep } from '../plan';
import { createStep, patchStep } from '../steps';
import { sharingPods } from '../touched';

const apiVersion = 'security.istio.io/v1';

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
      .map(port => [String(port), { mode: 'PERMISSIVE' }]),
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

/**
 * One policy a workload: only the oldest one with a selector counts (istio
 * pilot/pkg/model/authentication.go), so an existing one is patched, not joined by a second.
 */
function policyStep(
  facts: ServiceFacts,
  spec: object,
  title: string,
): PlannedStep {
  const existing = winner(facts);
  return existing
    ? patchPolicy(facts, existing, spec, title)
    : createPolicy(facts, spec, title);
}

function winner(facts: ServiceFacts): PeerAuthentication | undefined {
  return facts.state
    .inNamespace(peerAuthentications, facts.service.meta.namespace)
    .filter(
      policy =>
        Object.keys(policy.matchLabels).length > 0 &&
        facts.pods.some(pod =>
          matchesLabels(policy.matchLabels, pod.meta.labels),
        ),
    )
    .sort((a, b) => a.meta.created - b.meta.created)[0];
}

function createPolicy(
  facts: ServiceFacts,
  spec: object,
  title: string,
): PlannedStep {
  const { namespace, name } = facts.service.meta;
  const manifest = {
    apiVersion,
    kind: 'PeerAuthentication',
    metadata: { name, namespace },
    spec: { selector: { matchLabels: facts.service.selector }, ...spec },
  };
  return {
    step: createStep(`${title}: PeerAuthentication ${name}`, manifest),
    apply: state => {
      state.upsert(manifest);
    },
    touches: () => sharingPods(facts),
  };
}

function patchPolicy(
  facts: ServiceFacts,
  policy: PeerAuthentication,
  spec: object,
  title: string,
): PlannedStep {
  const { namespace, name } = policy.meta;
  const mode = policy.mode ?? 'UNSET';
  const ports = Object.fromEntries(
    [...policy.portLevelMtls].map(([port, own]) => [
      String(port),
      { mode: own ?? 'UNSET' },
    ]),
  );
  const merged = {
    apiVersion,
    kind: 'PeerAuthentication',
    metadata: {
      name,
      namespace,
      creationTimestamp: new Date(policy.meta.created).toISOString(),
    },
    spec: merge(
      {
        selector: { matchLabels: policy.matchLabels },
        mtls: { mode },
        portLevelMtls: ports,
      },
      spec,
    ),
  };
  return {
    step: patchStep({
      title: `${title}: PeerAuthentication ${name}`,
      object: { apiVersion, kind: 'PeerAuthentication', namespace, name },
      patch: { spec },
      undo: { spec: { mtls: { mode }, portLevelMtls: undoPorts(ports, spec) } },
      show: '{.spec}',
      expect: JSON.stringify(merged.spec),
    }),
    apply: state => {
      state.upsert(merged);
    },
    touches: () => sharingPods(facts),
  };
}

type Ports = Readonly<Record<string, { mode: string }>>;

function merge(
  old: { readonly portLevelMtls: Ports; readonly [field: string]: unknown },
  change: { portLevelMtls?: Ports },
): object {
  const portLevelMtls = { ...old.portLevelMtls, ...change.portLevelMtls };
  const { portLevelMtls: _, ...rest } = { ...old, ...change };
  return Object.keys(portLevelMtls).length > 0
    ? { ...rest, portLevelMtls }
    : rest;
}

function undoPorts(ports: Ports, change: { portLevelMtls?: Ports }) {
  const added = Object.keys(change.portLevelMtls ?? {}).filter(
    port => !(port in ports),
  );
  const restored = {
    ...ports,
    ...Object.fromEntries(added.map(port => [port, null])),
  };
  return Object.keys(restored).length > 0 ? restored : null;
}
