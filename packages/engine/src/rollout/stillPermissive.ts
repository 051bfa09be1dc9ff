import { servicePods } from '../path/servicePods';
import type { PeerAuthentication } from '../state/kinds/peerAuthentication';
import {
  rootNamespace,
  widePolicy,
  workloadPolicy,
} from '../remediation/peerAuthenticationStep';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import { services } from '../state/kinds/service';
import { JudgedService, nameOf } from './judgedService';
import { Modes, modesIn, OpenArrival } from './openArrival';
import type { StillPermissive } from './strictPreview';

/** What takes plaintext, and whether anything that is seen needs it. */
export function stillPermissive(
  state: ClusterState,
  within: readonly JudgedService[],
  arrivals: readonly OpenArrival[],
): readonly StillPermissive[] {
  const needing = new Map<string, OpenArrival[]>();
  for (const arrival of arrivals) {
    if (arrival.hop.to !== 'workload') continue;
    const name = nameOf(arrival.service);
    const known = needing.get(name) ?? [];
    if (known.length === 0) needing.set(name, known);
    known.push(arrival);
  }
  const modeAt = modesIn(state);
  return within.flatMap(service => {
    const open = needing.get(nameOf(service));
    const needed = neededPorts(state, modeAt, service, open);
    const ports = new Set(needed.map(({ port }) => port));
    return [
      ...needed,
      ...heldOpen(state, service).filter(({ port }) => !ports.has(port)),
    ];
  });
}

function neededPorts(
  state: ClusterState,
  modeAt: Modes,
  { service: { namespace, name } }: JudgedService,
  arrivals: readonly OpenArrival[] = [],
): readonly StillPermissive[] {
  const byPort = new Map(arrivals.map(one => [one.port, one]));
  return [...byPort].flatMap(([port, arrival]) => {
    const mode = modeAt(arrival);
    const { pod } = arrival.target;
    if (!mode || !pod) return [];
    const titles = arrivals
      .filter(one => one.port === port)
      .map(({ path, hop }) =>
        hop.from === 'gateway' ? 'the Istio gateway' : path.edge.title,
      );
    const senders = [...new Set(titles)];
    const what =
      arrival.hop.wire === 'plaintext' ? 'Plaintext' : 'TLS of another kind';
    return [
      {
        service: { namespace, name },
        port,
        mode,
        needed: true,
        sentence: `${what} arrives from ${senders.join(', ')}.`,
        policy: nameOfPolicy(deciding(state, pod, port)),
      },
    ];
  });
}

/** Ports that a policy holds open while nothing that is seen needs it. */
function heldOpen(
  state: ClusterState,
  { service: { namespace, name }, ports }: JudgedService,
): readonly StillPermissive[] {
  const open = ports.filter(
    ({ mtlsMode }) => mtlsMode === 'PERMISSIVE' || mtlsMode === 'DISABLE',
  );
  const found = open.length > 0 && state.get(services, namespace, name);
  const [pod] = found ? servicePods(state, found) : [];
  if (!pod) return [];
  return open.flatMap(({ targetPort, mtlsMode }) => {
    if (targetPort === null || !mtlsMode) return [];
    const policy = deciding(state, pod, targetPort);
    if (!policy) return [];
    return [
      {
        service: { namespace, name },
        port: targetPort,
        mode: mtlsMode,
        needed: false,
        sentence: `Nothing that is seen needs what PeerAuthentication ${nameOfPolicy(
          policy,
        )} lets in.`,
        policy: nameOfPolicy(policy),
      },
    ];
  });
}

/** The policy that says the mode of a port. */
function deciding(
  state: ClusterState,
  pod: Pod,
  port: number,
): PeerAuthentication | undefined {
  const { namespace } = pod.meta;
  const root = rootNamespace(state);
  const own =
    namespace === root
      ? undefined
      : workloadPolicy(state, { namespace, pods: [pod] });
  if (own && (own.portLevelMtls.get(port) ?? own.mode) !== undefined) {
    return own;
  }
  return [namespace, root]
    .map(one => widePolicy(state, one))
    .find(policy => policy?.mode !== undefined);
}

function nameOfPolicy(policy: PeerAuthentication): string;
function nameOfPolicy(policy: PeerAuthentication | undefined): string | null;
function nameOfPolicy(policy: PeerAuthentication | undefined): string | null {
  return policy ? `${policy.meta.namespace}/${policy.meta.name}` : null;
}
