// What makes an answer less than proven: EnvoyFilters, kinds that could not be read.
import { completionCaveats } from '../completion/completedBy';
import type { Certainty } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { derive, readability } from '../state/derived';
import { objectName } from '../state/evidence';
import { configMaps } from '../state/kinds/configMap';
import { destinationRules } from '../state/kinds/destinationRule';
import { endpointSlices } from '../state/kinds/endpointSlice';
import { peerAuthentications } from '../state/kinds/peerAuthentication';
import { Pod, pods } from '../state/kinds/pod';
import { services } from '../state/kinds/service';
import { serviceEntries } from '../state/kinds/serviceEntry';
import { sidecars } from '../state/kinds/sidecar';
import { virtualServices } from '../state/kinds/virtualService';
import { workloadEntries } from '../state/kinds/workloadEntry';
import { indexBy } from '../state/objectIndex';
import type { Arrival } from './connection';
import { switchDoubts } from './controlPlane/controlPlane';
import { meshOf, proxyRole } from './workload/membership';
import { meshConfigDoubts, revisionDoubts } from './controlPlane/revision';
import { inboundGates, outboundGates } from './controlPlane/versionGates';
import { isCounted } from './registry/countedEntry';
import { Direction, patchesOf } from './proxyPatches';

export interface Doubt {
  readonly certainty: Certainty;
  readonly caveats: readonly string[];
}

const needed = [
  pods,
  services,
  endpointSlices,
  configMaps,
  peerAuthentications,
  destinationRules,
  virtualServices,
  serviceEntries,
  sidecars,
];

const hiddenOfNeeded = derive([readability], state =>
  needed.flatMap(kind => {
    const reason = state.unreadable(kind);
    return reason === undefined
      ? []
      : [`${kind.kind} objects could not be read: ${reason}.`];
  }),
);

const sure: Doubt = { certainty: 'proven', caveats: [] };

/** What an answer about bytes arriving at a pod leans on. */
export function caveatsOf(state: ClusterState, pod: Pod | undefined): Doubt {
  const hidden = state.read(hiddenOfNeeded);
  if (hidden.length > 0) return { certainty: 'unknown', caveats: hidden };
  if (!pod || (meshOf(pod) === 'none' && proxyRole(pod) === 'none')) {
    return withDoubts(sure, completionCaveats(pod));
  }
  const caveats = [
    ...completionCaveats(pod),
    ...patched(state, pod, 'inbound'),
    ...shadowed(state, pod),
    ...configuredDoubts(state, pod),
    ...inboundGates(state, pod),
  ];
  return caveats.length > 0 ? { certainty: 'inferred', caveats } : sure;
}

/** What an answer about a connection that a pod's proxy opens leans on. */
export function clientDoubts(
  state: ClusterState,
  pod: Pod | undefined,
): readonly string[] {
  if (!pod || (meshOf(pod) === 'none' && proxyRole(pod) === 'none')) {
    return completionCaveats(pod);
  }
  return [
    ...completionCaveats(pod),
    ...patched(state, pod, 'outbound'),
    // A gateway listens for the ports of Services that are its own.
    ...(proxyRole(pod) === 'gateway' ? shadowed(state, pod) : []),
    ...configuredDoubts(state, pod),
    ...outboundGates(state, pod),
  ];
}

/** Arrivals made less than proven by what they lean on besides. */
export function doubted(
  arrivals: readonly Arrival[],
  doubts: readonly string[],
): readonly Arrival[] {
  if (doubts.length === 0) return arrivals;
  return arrivals.map(arrival => ({
    ...arrival,
    ...withDoubts(arrival, doubts),
  }));
}

/** A certainty and its caveats, with more of the latter. */
export function withDoubts(
  { certainty, caveats }: Doubt,
  doubts: readonly string[],
): Doubt {
  if (doubts.length === 0) return { certainty, caveats };
  return {
    certainty: certainty === 'proven' ? 'inferred' : certainty,
    caveats: [...new Set([...caveats, ...doubts])],
  };
}

/** What made a proxy and its configuration other than the rules take it. */
export function configuredDoubts(
  state: ClusterState,
  pod: Pod,
): readonly string[] {
  return [
    ...meshConfigDoubts(state, pod),
    ...revisionDoubts(state, pod),
    ...switchDoubts(state, pod),
    ...injectionDoubts(pod),
  ];
}

const templates = 'inject.istio.io/templates';
const known: ReadonlySet<string> = new Set([
  'sidecar',
  'gateway',
  'grpc-agent',
  'grpc-simple',
  'waypoint',
  'kube-gateway',
]);
const virtualMachines = [
  'istio.io/reroute-virtual-interfaces',
  'traffic.sidecar.istio.io/kubevirtInterfaces',
];

function injectionDoubts(pod: Pod): readonly string[] {
  const { annotations } = pod.meta;
  const custom = (annotations[templates] ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '' && !known.has(one));
  const rerouted = virtualMachines.filter(one => annotations[one]);
  return [
    ...custom.map(
      one =>
        `${objectName(
          pod,
        )} was made with the injection template ${one}, which may change its proxy in ways that are not analysed.`,
    ),
    ...rerouted.map(
      one =>
        `${objectName(
          pod,
        )} has the annotation ${one}: connections of machines behind those interfaces are not analysed.`,
    ),
  ];
}

function patched(
  state: ClusterState,
  pod: Pod,
  direction: Direction,
): readonly string[] {
  return patchesOf(state, pod, direction).map(
    one =>
      `${objectName(one)} patches the proxy of ${objectName(
        pod,
      )} in ways that are not analysed.`,
  );
}

const entriesByAddress = indexBy(workloadEntries, ({ workload }) => [
  workload.address,
]);

// Its proxy is then given the Services of the entry: istio pilot/pkg/serviceregistry/kube/controller/controller.go
// GetProxyServiceTargets, serviceentry/controller.go.
function shadowed(state: ClusterState, pod: Pod): readonly string[] {
  return pod.ips
    .flatMap(ip => state.lookup(entriesByAddress, ip))
    .filter(isCounted)
    .map(
      entry =>
        `${objectName(entry)} has the address of ${objectName(
          pod,
        )}: which of the Services of the two its proxy listens for is not analysed.`,
    );
}
