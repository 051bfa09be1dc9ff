import { isIsolated } from '../../path/barriers';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { HopBarrier } from '../../posture/servicePosture';
import { namespaceNameLabel } from '../../state/kinds/namespace';
import { networkPolicies } from '../../state/kinds/networkPolicy';
import { Pod, pods } from '../../state/kinds/pod';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { createObject } from '../createObject';
import { freeName } from '../freeName';
import type { Plan, PlannedStep } from '../plan';
import { createStep } from '../steps';
import { itself } from '../touched';

/** Who talks to whom, as selectors that outlive the pods. */
interface Ends {
  readonly from: End;
  readonly to: End;
}

interface End {
  readonly namespace: string;
  readonly matchLabels: Labels;
}

/**
 * A NetworkPolicy more for each barrier, that lets this connection through and no other: policies add
 * up, so that it takes nothing from those that are there.
 */
export function letThroughPlan(facts: ServiceFacts): readonly Plan[] {
  const barriers = facts.paths.flatMap(({ path }) =>
    path.hops
      .filter(hop => hop.to === 'workload')
      .flatMap(hop => hop.barriers ?? []),
  );
  const steps = barriers.map(barrier => stepFor(facts, barrier));
  const known = steps.filter(one => one !== undefined);
  if (known.length === 0 || known.length < steps.length) return [];
  return [
    {
      id: 'let-through',
      title: `Let what leads to ${facts.service.meta.name} through the NetworkPolicies`,
      costs: [
        'Whoever keeps the policies has to keep these, too: agree on it with the owners of both namespaces.',
      ],
      resolves: ['IP0108'],
      ends: 'IP0108',
      steps: [...new Map(known.map(one => [one.step.patch, one])).values()],
    },
  ];
}

function stepFor(
  facts: ServiceFacts,
  { way, from, to, port }: HopBarrier,
): PlannedStep | undefined {
  const ends = endsOf(facts, from, to);
  if (!ends) return undefined;
  const [own, peer] =
    way === 'ingress' ? [ends.to, ends.from] : [ends.from, ends.to];
  if (!allIsolated(facts, own, way)) return undefined;
  const manifest = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: freeName(
        facts.state,
        networkPolicies,
        own.namespace,
        `${facts.service.meta.name}-${way}-${port}-${peer.namespace}`,
      ),
      namespace: own.namespace,
    },
    spec: specOf(way, own, peer, port),
  };
  const [title, touched] = [
    way === 'ingress'
      ? `Let pods of ${peer.namespace} in on port ${port}`
      : `Let pods of ${own.namespace} out to port ${port}`,
    itself(facts),
  ];
  return {
    step: createStep(title, manifest),
    apply: copy => createObject(copy, manifest),
    touches: () => [touched],
  };
}

function specOf(
  way: HopBarrier['way'],
  own: End,
  { namespace, matchLabels }: End,
  port: number,
) {
  const peer = {
    namespaceSelector: { matchLabels: { [namespaceNameLabel]: namespace } },
    podSelector: { matchLabels },
  };
  const ports = [{ protocol: 'TCP', port }];
  return {
    podSelector: { matchLabels: own.matchLabels },
    ...(way === 'ingress'
      ? { policyTypes: ['Ingress'], ingress: [{ from: [peer], ports }] }
      : { policyTypes: ['Egress'], egress: [{ to: [peer], ports }] }),
  };
}

function endsOf(
  { state, service }: ServiceFacts,
  from: string,
  to: string,
): Ends | undefined {
  const [sender, receiver] = [state.at(pods, from), state.at(pods, to)];
  const naming = sender && namingLabels(sender);
  if (!naming || !receiver || !service.selector) return undefined;
  // The pods may be reached by way of another Service's selector.
  if (!matchesLabels(service.selector, receiver.meta.labels)) return undefined;
  return {
    from: { namespace: sender.meta.namespace, matchLabels: naming },
    to: {
      namespace: service.meta.namespace,
      matchLabels: service.selector,
    },
  };
}

// kubernetes.io/docs/concepts/overview/working-with-objects/common-labels, and what was there before them.
const names = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
  'app',
  'gateway.networking.k8s.io/gateway-name',
];

/** The labels that say what a pod is; undefined where it has none of them. */
function namingLabels({ meta: { labels } }: Pod): Labels | undefined {
  const found = names.filter(name => labels[name] !== undefined);
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map(name => [name, labels[name]]));
}

/** A policy closes a pod that had none to everybody it does not name: all have to have one already. */
function allIsolated(
  { state }: ServiceFacts,
  { namespace, matchLabels }: End,
  way: HopBarrier['way'],
): boolean {
  return state
    .inNamespace(pods, namespace)
    .filter(pod => matchesLabels(matchLabels, pod.meta.labels))
    .every(pod => isIsolated(state, pod, way));
}
