import { unreadVendorSentences } from '../ingress/unreadVendors';
import { membershipOf } from '../path/nodes';
import { pathsTo } from '../path/paths';
import { unclaimedRoutes } from '../path/unclaimedRoutes';
import { endpointsOf, servicePods } from '../path/servicePods';
import { podKey } from '../path/sources';
import { comparePosture, worstCertainty, worstPosture } from '../path/worst';
import { membership } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { integrationMode } from './mode';
import { pathPosture } from './pathPosture';
import { PortFacts, portFacts } from './ports';
import { pathSentence, serviceSentence } from './sentence';
import type { JudgedPath, ServiceFacts } from './serviceFacts';
import type {
  Certainty,
  MeshMembership,
  MtlsPosture,
  ServicePosture,
} from './servicePosture';
import { unreadableFor } from './unreadable';

/** Judges one service: its ports, its paths, and what they add up to. */
export function assess(state: ClusterState, service: Service): ServiceFacts {
  const pods = servicePods(state, service);
  const endpoints = countEndpoints(state, service, pods);
  const ready = pods.filter(pod => pod.ready && !pod.terminating);
  // Endpoints that are no pods are in no mesh.
  const members =
    pods.length === 0 && endpoints.ready > 0
      ? 'none'
      : membershipOf(state, ready.length > 0 ? ready : pods);
  const ports = portFacts(state, service);
  const paths = judgePaths(state, service, pods, ports, members);
  const hidden = unreadableFor(state);
  const unclaimed = unclaimedRoutes(state, service);
  const unseen = state.read(unreadVendorSentences);
  const mode = integrationMode(
    paths.map(one => one.path.mode),
    members,
    hidden.routes.length === 0 && unclaimed.length === 0,
  );
  const portPostures = ports.map(port => portPosture(port, members));
  const judged = servicePosture(paths, portPostures);
  // What is hidden could be worse than what is seen; it cannot make what is bad any better.
  const unread = [...hidden.routes, ...hidden.workloads, ...unclaimed];
  const posture = unread.length > 0 && isGood(judged) ? 'unknown' : judged;
  const caveats = [
    ...unread,
    ...(isGood(posture) ? unseen : []),
    ...ports.flatMap(port => port.pods.flatMap(one => one.accepts.caveats)),
    ...paths.flatMap(one => one.path.hops.flatMap(hop => hop.caveats)),
  ];
  return {
    state,
    service,
    pods,
    membership: members,
    endpoints,
    partial: members === 'mixed' && endpoints.none > 0,
    ports,
    paths,
    mode,
    posture,
    certainty:
      isGood(posture) && unseen.length > 0
        ? worstCertainty(['inferred', certaintyOf(posture, paths, ports)])
        : certaintyOf(posture, paths, ports),
    sentence: serviceSentence(
      service.meta.name,
      posture,
      paths.map(one => one.path),
    ),
    unread,
    unseen,
    caveats: [...new Set(caveats)],
  };
}

function judgePaths(
  state: ClusterState,
  service: Service,
  pods: readonly Pod[],
  ports: readonly PortFacts[],
  members: MeshMembership,
): readonly JudgedPath[] {
  const postures = ports.map(port => port.posture);
  const judged = pathsTo(state, service, pods).map(facts => {
    const posture = pathPosture(facts.path, postures, members !== 'none');
    const certainty: Certainty =
      posture === 'unknown'
        ? 'unknown'
        : worstCertainty(
            facts.path.hops.filter(hop => hop.counts).map(hop => hop.certainty),
          );
    const spoken = { ...facts.path, posture, certainty };
    const sentence = pathSentence(spoken, service.meta.name);
    return { facts, path: { ...spoken, sentence } };
  });
  return [...judged].sort((a, b) =>
    comparePosture(a.path.posture, b.path.posture),
  );
}

function portPosture(port: PortFacts, members: MeshMembership): MtlsPosture {
  switch (port.posture.accepts) {
    case 'mtls-only':
      return 'enforced';
    case 'both':
      return 'permissive';
    case 'plaintext-only':
      return members === 'none' ? 'unmeshed' : 'plaintext';
    case 'unknown':
      return 'unknown';
    default: {
      const never: never = port.posture.accepts;
      return never;
    }
  }
}

function servicePosture(
  paths: readonly JudgedPath[],
  ports: readonly MtlsPosture[],
): MtlsPosture {
  const known = ports.filter(one => one !== 'unknown');
  return worstPosture([
    ...paths.map(one => one.path.posture),
    ...(paths.length === 0 || known.length === 0 ? ports : known),
  ]);
}

function isGood(posture: MtlsPosture): boolean {
  return (
    posture === 'app-tls' || posture === 'permissive' || posture === 'enforced'
  );
}

function certaintyOf(
  posture: MtlsPosture,
  paths: readonly JudgedPath[],
  ports: readonly PortFacts[],
): Certainty {
  if (posture === 'unknown') return 'unknown';
  const ofPorts = ports.flatMap(port =>
    port.pods.map(one => one.accepts.certainty),
  );
  if (isGood(posture)) {
    return worstCertainty([
      ...paths.map(one => one.path.certainty),
      ...ofPorts,
    ]);
  }
  // One proven bad path is proof enough, whatever the others are.
  const deciding = paths
    .filter(one => one.path.posture === posture)
    .map(one => one.path.certainty);
  if (deciding.includes('proven')) return 'proven';
  return worstCertainty(deciding.length > 0 ? deciding : ofPorts);
}

function countEndpoints(
  state: ClusterState,
  service: Service,
  pods: readonly Pod[],
): ServicePosture['endpoints'] {
  const all = endpointsOf(state, service);
  const ready = new Set(
    all.filter(one => one.ready && !one.terminating).map(one => one.pod),
  );
  const counted = pods.filter(pod => ready.has(podKey(pod)));
  const of = (mesh: string) =>
    counted.filter(pod => membership(state, podKey(pod)).mesh === mesh).length;
  return {
    ready: all.filter(one => one.ready && !one.terminating).length,
    total: all.length,
    sidecar: of('sidecar'),
    ambient: of('ambient'),
    none: of('none'),
  };
}
