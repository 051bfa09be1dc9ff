// Endpoints of services: istio pilot/pkg/serviceregistry/kube/controller/endpointslice.go, endpoint_builder.go,
// pilot/pkg/model/endpointshards.go.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  EndpointSlice,
  slicesByService,
} from '../../state/kinds/endpointSlice';
import { Pod, pods, podsByAddress } from '../../state/kinds/pod';
import type { Service } from '../../state/kinds/service';
import type { WorkloadAddress } from '../../state/kinds/serviceEntry';
import { workloadEntries } from '../../state/kinds/workloadEntry';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { ofTcp, podAt } from './addresses';
import { isCounted } from './countedEntry';
import { podKeyOf, podOf } from '../workload/membership';
import { MeshPort, MeshService, servicesNamed } from './registry';

/** One address that a service's load balancing may choose. */
export interface MeshEndpoint {
  readonly address: string;
  /** Container port. */
  readonly port: number;
  /** "namespace/name" of the pod; empty when it is something else. */
  readonly pod: string;
  /** Namespace of the pod that Istio takes it for. */
  readonly namespace?: string;
  /** Node of that pod: empty where Istio takes it for none, absent where it is not known. */
  readonly node?: string;
  /** Node that its EndpointSlice says; empty where several say several. */
  readonly listedNode?: string;
  readonly labels: Labels;
  /** The network that a WorkloadEntry or ServiceEntry puts it into. */
  readonly network?: string;
  /** What auto mTLS goes by: clients may start Istio mTLS to `istio`; `other` is a value that Istio does not know. */
  readonly tlsMode: 'istio' | 'disabled' | 'other';
  /** Something that makes what is known of it less than proven. */
  readonly doubt?: string;
}

const tlsModeLabel = 'security.istio.io/tlsMode';

const none: ReadonlySet<string> = new Set();

/** Those that load balancing may choose, or all that stand in EndpointSlices. */
type Listed = 'ready' | 'all';

/** Ready endpoints of one port of a Service object, sorted by address. */
export function readyEndpoints(
  state: ClusterState,
  service: Service,
  port: number,
): readonly MeshEndpoint[] {
  return ofTcp(service.ports.filter(one => one.port === port)).flatMap(one =>
    portEndpoints(state, service, one.name),
  );
}

function portEndpoints(
  state: ClusterState,
  service: Service,
  portName: string = '',
): readonly MeshEndpoint[] {
  const { namespace, name } = service.meta;
  return fromSlices(state, `${namespace}/${name}`, portName);
}

/**
 * Endpoints of one port of anything the mesh knows. Istio keeps them by host and namespace: those of a Service and of
 * ServiceEntries of its name there are one list, in which ports go by their names.
 */
export function meshEndpoints(
  state: ClusterState,
  service: MeshService,
  port: MeshPort,
  listed: Listed = 'ready',
): readonly MeshEndpoint[] {
  const others = namesakesOf(state, service).flatMap(one => {
    const same = one.ports.find(({ name }) => name === port.name);
    return same ? ownEndpoints(state, one, same, listed) : [];
  });
  const own = hasOwnPort(service, port)
    ? ownEndpoints(state, service, port, listed)
    : [];
  return others.length === 0 ? own : [...own, ...others].sort(byAddress);
}

// A host is a service for each address of its ServiceEntry, with the same endpoints.
function namesakesOf(
  state: ClusterState,
  { hostname, namespace, object }: MeshService,
): readonly MeshService[] {
  const seen = new Set<unknown>([object]);
  return servicesNamed(state, hostname).filter(one => {
    if (one.namespace !== namespace || seen.has(one.object)) return false;
    seen.add(one.object);
    return true;
  });
}

// Ports of ServiceEntries of one host are listed together; each has endpoints for its own.
function hasOwnPort({ object }: MeshService, { name }: MeshPort): boolean {
  return object.ports.some(one => (one.name ?? '') === name);
}

/** Those that one object lists, without those of others of its host. */
export function ownEndpoints(
  state: ClusterState,
  service: MeshService,
  port: MeshPort,
  listed: Listed,
): readonly MeshEndpoint[] {
  if (service.origin === 'Service') {
    const key = `${service.namespace}/${service.name}`;
    const fromPods = fromSlices(state, key, port.name, listed);
    const machines = machinesOf(state, service, port);
    return machines.length === 0
      ? fromPods
      : [...fromPods, ...machines].sort(byAddress);
  }
  if (isItsName(service)) return [byName(service, port)];
  const written = service.written.map(one => fromWritten(state, one, port));
  return [...written, ...selected(state, service, port)].sort(byAddress);
}

// Without endpoints or a selector its host is looked up: istio pilot/pkg/serviceregistry/serviceentry/conversion.go
// convertServiceEntryToInstances.
function isItsName({ resolution, written, selector }: MeshService): boolean {
  return resolution === 'dns' && written.length === 0 && !selector;
}

// Nothing but the name is known of a host that proxies look up.
function byName({ hostname }: MeshService, port: MeshPort): MeshEndpoint {
  return {
    address: hostname,
    port: Number(port.targetPort) || port.number,
    pod: '',
    labels: {},
    tlsMode: 'disabled',
  };
}

// WorkloadEntries that a Service with an address selects: istio pilot/pkg/serviceregistry/kube/controller/controller.go
// collectWorkloadInstanceEndpoints, serviceInstanceFromWorkloadInstance. A target port with a name is one that the
// entry lists under that name; one with a number is the entry's port of the Service port's name before that number.
function machinesOf(
  state: ClusterState,
  { namespace, selector, resolution }: MeshService,
  port: MeshPort,
): readonly MeshEndpoint[] {
  if (!selector || resolution !== 'static') return [];
  return state
    .inNamespace(workloadEntries, namespace)
    .filter(isCounted)
    .filter(({ workload }) => matchesLabels(selector, workload.labels))
    .flatMap(({ workload }) => {
      const { ports } = workload;
      const { targetPort, name } = port;
      const number =
        typeof targetPort === 'string'
          ? ports[targetPort]
          : ports[name] ?? targetPort;
      return number === undefined
        ? []
        : [{ ...fromWritten(state, workload, port), port: number, node: '' }];
    });
}

function fromSlices(
  state: ClusterState,
  service: string,
  portName: string,
  listed: Listed = 'ready',
): readonly MeshEndpoint[] {
  const found = new Map<string, MeshEndpoint>();
  // Names are no endpoints, neither for kube-proxy nor for Istio: endpointslice.go updateEndpointCacheForSlice.
  const slices = state
    .lookup(slicesByService, service)
    .filter(one => one.addressType !== 'FQDN');
  for (const slice of slices) {
    for (const endpoint of ofSlice(state, slice, portName, listed)) {
      const key = `${endpoint.address}:${endpoint.port}`;
      found.set(key, withNodeOfBoth(endpoint, found.get(key)));
    }
  }
  const all = [...found.values()].sort(byAddress);
  if (slices.length < 2) return all;
  const unready = listed === 'ready' ? unreadyIn(slices, portName) : none;
  return all.map(one => contested(one, all, unready, service));
}

function withNodeOfBoth(
  endpoint: MeshEndpoint,
  other: MeshEndpoint = endpoint,
): MeshEndpoint {
  return endpoint.listedNode === other.listedNode
    ? endpoint
    : { ...endpoint, listedNode: '' };
}

function unreadyIn(
  slices: readonly EndpointSlice[],
  portName: string,
): ReadonlySet<string> {
  return new Set(
    slices
      .filter(({ ports }) => ports.some(one => one.name === portName))
      .flatMap(({ endpoints }) => endpoints)
      .filter(({ ready }) => !ready)
      .flatMap(({ addresses }) => addresses),
  );
}

// One of several entries of an address and port name is taken, in no order: endpointslice.go endpointSliceCache.get.
function contested(
  endpoint: MeshEndpoint,
  all: readonly MeshEndpoint[],
  unready: ReadonlySet<string>,
  service: string,
): MeshEndpoint {
  const { address } = endpoint;
  const numbers = all
    .filter(one => one.address === address)
    .map(one => one.port);
  if (numbers.length > 1) {
    const doubt = `EndpointSlices of ${service} list ${address} with the ports ${numbers.join(
      ' and ',
    )} for one port of the Service: Istio takes either.`;
    return { ...endpoint, doubt };
  }
  if (!unready.has(address)) return endpoint;
  const doubt = `EndpointSlices of ${service} list ${address} as ready and as not ready: Istio takes either.`;
  return { ...endpoint, doubt };
}

function ofSlice(
  state: ClusterState,
  slice: EndpointSlice,
  portName: string,
  listed: Listed,
): readonly MeshEndpoint[] {
  const port = slice.ports.find(one => one.name === portName)?.port;
  if (port === undefined) return [];
  return slice.endpoints
    .filter(endpoint => endpoint.ready || listed === 'all')
    .flatMap(({ addresses, pod, node }) =>
      addresses.map(address => {
        const found =
          pod === undefined
            ? byHand(state, slice, address, port)
            : named(state, pod, address, port);
        return node === undefined ? found : { ...found, listedNode: node };
      }),
    );
}

// Istio takes the labels of the pod that is named; bytes arrive at the pod of the address, were it another one.
function named(
  state: ClusterState,
  key: string,
  address: string,
  port: number,
): MeshEndpoint {
  const pod = podOf(state, key);
  if (!pod || pod.ips.length === 0 || pod.ips.includes(address)) {
    return ofPod(pod, address, port, key);
  }
  const there = podAt(state, address);
  return ofPod(pod, address, port, there ? podKeyOf(there) : '');
}

// An endpoint that names no pod has no labels for Istio; its bytes arrive at the pod of its address all the same.
function byHand(
  state: ClusterState,
  { meta }: EndpointSlice,
  address: string,
  port: number,
): MeshEndpoint {
  const there = state
    .lookup(podsByAddress, address)
    .find(one => !one.hostNetwork);
  const key = there ? podKeyOf(there) : '';
  const found = { ...ofPod(undefined, address, port, key), node: '' };
  if (!there) return found;
  // Looked up by address in the slice's namespace, which finds pods only that istiod heard of before the slice: getPod.
  const mayBeKnown =
    there.meta.namespace === meta.namespace &&
    tlsModeOf(there.meta.labels) === 'istio';
  return mayBeKnown ? { ...found, doubt: unnamed(meta.name, there) } : found;
}

function unnamed(slice: string, pod: Pod): string {
  return `EndpointSlice ${
    pod.meta.namespace
  }/${slice} does not name ${objectName(
    pod,
  )}: Istio starts mesh mTLS to it only if it heard of the pod before the slice, which is not known.`;
}

function ofPod(
  pod: Pod | undefined,
  address: string,
  port: number,
  key: string,
): MeshEndpoint {
  const { labels = {}, namespace } = pod?.meta ?? {};
  const node = pod?.nodeName;
  return {
    address,
    port,
    pod: key,
    ...(namespace !== undefined && { namespace }),
    ...(node !== undefined && { node }),
    labels,
    tlsMode: tlsModeOf(labels),
  };
}

/** The label that the injector writes and auto mTLS goes by: istio pilot/pkg/model/service.go GetTLSModeFromEndpointLabels. */
export function tlsModeOf(labels: Labels): MeshEndpoint['tlsMode'] {
  return tlsModeNamed(labels[tlsModeLabel] ?? 'disabled');
}

function tlsModeNamed(said: string): MeshEndpoint['tlsMode'] {
  return said === 'istio' || said === 'disabled' ? said : 'other';
}

/** Whether ServiceEntries that select a pod hear of it: controller/pod.go onEvent, shouldPodBeInEndpoints. */
export function isHeardOf({ ready, ips, terminating, phase }: Pod): boolean {
  const isDone = phase === 'Succeeded' || phase === 'Failed';
  return ready && !terminating && !isDone && ips.length > 0;
}

function selected(
  state: ClusterState,
  service: MeshService,
  port: MeshPort,
): readonly MeshEndpoint[] {
  const { selector, namespace } = service;
  if (!selector) return [];
  const number = Number(port.targetPort) || port.number;
  const chosen = state
    .inNamespace(pods, namespace)
    .filter(pod => isHeardOf(pod) && matchesLabels(selector, pod.meta.labels));
  const machines = state
    .inNamespace(workloadEntries, namespace)
    .filter(isCounted)
    .filter(entry => matchesLabels(selector, entry.workload.labels));
  return [
    ...chosen.map(pod => ofPod(pod, pod.ips[0], number, podKeyOf(pod))),
    ...machines.map(entry => fromWritten(state, entry.workload, port)),
  ];
}

/** Container port behind a port of a ServiceEntry at one of its addresses. */
export function writtenPort(
  { ports }: WorkloadAddress,
  port: MeshPort,
): number {
  return ports[port.name] ?? (Number(port.targetPort) || port.number);
}

function fromWritten(
  state: ClusterState,
  workload: WorkloadAddress,
  port: MeshPort,
): MeshEndpoint {
  const { address, labels, serviceAccount, network } = workload;
  const pod = podAt(state, address);
  const unsaid = serviceAccount === undefined ? 'disabled' : 'istio';
  return {
    address,
    port: writtenPort(workload, port),
    pod: pod ? podKeyOf(pod) : '',
    labels,
    ...(network !== undefined && { network }),
    tlsMode: tlsModeNamed(labels[tlsModeLabel] ?? unsaid),
  };
}

function byAddress(a: MeshEndpoint, b: MeshEndpoint): number {
  if (a.address !== b.address) return a.address < b.address ? -1 : 1;
  return a.port - b.port;
}
