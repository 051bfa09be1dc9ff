import { ownerOf } from '../../ingress/edges/owner';
import { inboundCapture, membership } from '../../mesh';
import { podKey } from '../../path/sources';
import type { ServiceFacts } from '../../posture/serviceFacts';
import { groupBy } from '../../state/derived';
import type { Pod } from '../../state/kinds/pod';
import { withSidecar } from '../injectSidecar';
import type { Plan, PlannedStep } from '../plan';
import { servicesReaching, sharingPods } from '../touched';
import { isRolledOut, keepsMesh } from './injection';
import { permissivePortStep } from './peerAuthentication';
import { rollOutSteps } from './rollOut';

const included = 'traffic.sidecar.istio.io/includeInboundPorts';
const excluded = 'traffic.sidecar.istio.io/excludeInboundPorts';

interface Past {
  readonly pod: Pod;
  readonly port: number;
}

/**
 * Leads ports through the sidecar that annotations of the pods lead past it: no policy is enforced there,
 * and mTLS reaches what cannot read it (istio tools/istio-iptables/pkg/capture/run.go).
 */
export function capturePortPlan(facts: ServiceFacts): readonly Plan[] {
  const past = portsPast(facts);
  const workloads = [
    ...groupBy(past, ({ pod }) => [JSON.stringify(ownerOf(pod))]).values(),
  ];
  const steps = workloads.flatMap(group => captureSteps(facts, group));
  if (steps.length === 0) return [];
  const { name } = facts.service.meta;
  const ports = [...new Set(past.map(({ port }) => port))];
  const plan: Plan = {
    id: 'capture-port',
    title: titleOf(past, name),
    costs: [
      `One restart of ${name}.`,
      'Somebody led it past the sidecar: ask why. A protocol in which the server speaks first needs its port to be named tcp.',
    ],
    resolves: ['IP0101', 'IP0102', 'IP0104', 'IP0403'],
    ends: 'IP0403',
    steps,
  };
  return [
    plan,
    ...(facts.service.selector ? [inPlaintext(facts, plan, ports)] : []),
  ];
}

/** Where plaintext arrives that STRICT would refuse: it is let in until its senders speak mTLS. */
function inPlaintext(
  facts: ServiceFacts,
  plan: Plan,
  ports: readonly number[],
): Plan {
  return {
    ...plan,
    id: `${plan.id}-permissive`,
    title: `${plan.title}, plaintext still let in`,
    costs: [
      ...plan.costs,
      `STRICT waits until the edge speaks mTLS to port ${ports.join(
        ', ',
      )}: what leads there can be proven then.`,
    ],
    steps: [permissivePortStep(facts, ports), ...plan.steps],
    fallback: true,
  };
}

function portsPast({ state, ports }: ServiceFacts): readonly Past[] {
  return ports
    .flatMap(one => one.pods)
    .filter(
      ({ pod, port }) =>
        membership(state, podKey(pod)).mesh === 'sidecar' &&
        isRolledOut(pod) &&
        keepsMesh(state, pod) &&
        !inboundCapture(pod, port).captured,
    );
}

/** What the annotations of a pod say once the ports are captured; null where one is to go. */
function annotationsFor(
  { meta: { annotations } }: Pod,
  ports: readonly number[],
): Readonly<Record<string, string | null>> {
  const within = listOf(annotations[included]);
  const without = listOf(annotations[excluded]);
  const kept = without.filter(port => !ports.map(String).includes(port));
  const missing = ports.map(String).filter(port => !within.includes(port));
  const isListed = annotations[included] !== undefined && within[0] !== '*';
  return {
    ...(isListed &&
      missing.length > 0 && { [included]: [...within, ...missing].join(',') }),
    ...(kept.length < without.length && {
      [excluded]: kept.length === 0 ? null : kept.join(','),
    }),
  };
}

function listOf(ports: string | undefined): readonly string[] {
  return (ports ?? '')
    .split(',')
    .map(port => port.trim())
    .filter(port => port !== '');
}

function captureSteps(
  facts: ServiceFacts,
  past: readonly Past[],
): readonly PlannedStep[] {
  const pods = [...new Set(past.map(({ pod }) => pod))];
  const ports = [...new Set(past.map(({ port }) => port))];
  const annotations = annotationsFor(pods[0], ports);
  const [changed] = Object.entries(annotations);
  if (!changed) return [];
  const [name, value] = changed;
  return rollOutSteps(pods, {
    title: titleOf(past, facts.service.meta.name),
    annotations,
    change: pod => withSidecar(annotated(pod, annotations), 'all'),
    column: `ANNOTATION:.metadata.annotations.${name.replaceAll('.', '\\.')}`,
    expect: `${value ?? '<none>'} for every new pod`,
    touches: () => [
      ...sharingPods(facts),
      ...servicesReaching(facts.state, facts.pods),
    ],
  });
}

function annotated(
  pod: Pod,
  changed: Readonly<Record<string, string | null>>,
): Pod {
  const annotations = Object.fromEntries(
    Object.entries({ ...pod.meta.annotations, ...changed }).flatMap(
      ([name, value]) => (value === null ? [] : [[name, value]]),
    ),
  );
  return { ...pod, meta: { ...pod.meta, annotations } };
}

function titleOf(past: readonly Past[], service: string): string {
  const ports = [...new Set(past.map(({ port }) => port))].sort(
    (a, b) => a - b,
  );
  return `Lead port ${ports.join(', ')} of ${service} through its sidecar`;
}
