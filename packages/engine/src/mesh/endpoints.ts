// Endpoints of services: istio pilot/pkg/serviceregistry/kube/controller/endpointslice.go, endpoint_builder.go.
import type { ClusterState } from '../state/clusterState';
import { EndpointSlice, slicesByService } from '../state/kinds/endpointSlice';
import { Pod, pods } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import type { WorkloadAddress } from '../state/kinds/serviceEntry';
import { workloadEntries } from '../state/kinds/workloadEntry';
import type { Labels } from '../state/read';
import { matchesLabels } from '../state/selector';
import { podAt } from './addresses';
import { podKeyOf, podOf } from './membership';
import type { MeshPort, MeshService } from './registry';

/** One address that a service's load balancing may choose. */
export interface MeshEndpoint {
  readonly address: string;
  /** Container port. */
  readonly port: number;
  /** "namespace/name" of the pod; empty when it is something else. */
  readonly pod: string;
  readonly labels: Labels;
  /** Whether clients may start Istio mTLS to it: what auto mTLS goes by. */
  readonly tlsMode: 'istio' | 'disabled';
}

/** Ready endpoints of one port of a Service object, sorted by address. */
export function readyEndpoints(
  state: ClusterState,
  service: Service,
  port: number,
): readonly MeshEndpoint[] {
  return service.ports
    .filter(one => one.port === port)
    .flatMap(one => portEndpoints(state, service, one.name));
}

function portEndpoints(
  state: ClusterState,
  service: Service,
  portName: string = '',
): readonly MeshEndpoint[] {
  const { namespace, name } = service.meta;
  return fromSlices(state, `${namespace}/${name}`, portName);
}

/** Ready endpoints of one port of anything the mesh knows. */
export function meshEndpoints(
  state: ClusterState,
  service: MeshService,
  port: MeshPort,
): readonly MeshEndpoint[] {
  if (service.origin === 'Service') {
    const key = `${service.namespace}/${service.name}`;
    const fromPods = fromSlices(state, key, port.name);
    const machines = machinesOf(state, service, port);
    return machines.length === 0
      ? fromPods
      : [...fromPods, ...machines].sort(byAddress);
  }
  if (service.resolution === 'dns' && service.written.length === 0) {
    return [byName(service, port)];
  }
  const written = service.written.map(one => fromWritten(state, one, port));
  return [...written, ...selected(state, service, port)].sort(byAddress);
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
// collectWorkloadInstanceEndpoints, serviceInstanceFromWorkloadInstance.
function machinesOf(
  state: ClusterState,
  { namespace, selector, resolution }: MeshService,
  port: MeshPort,
): readonly MeshEndpoint[] {
  if (!selector || resolution !== 'static') return [];
  return state
    .inNamespace(workloadEntries, namespace)
    .filter(({ workload }) => matchesLabels(selector, workload.labels))
    .flatMap(({ workload }) => {
      const { ports } = workload;
      const { targetPort, name } = port;
      const number =
        ports[name] ??
        (typeof targetPort === 'string' ? ports[targetPort] : targetPort);
      return number === undefined
        ? []
        : [{ ...fromWritten(state, workload, port), port: number }];
    });
}

function fromSlices(
  state: ClusterState,
  key: string,
  portName: string,
): readonly MeshEndpoint[] {
  const found = new Map<string, MeshEndpoint>();
  for (const slice of state.lookup(slicesByService, key)) {
    for (const endpoint of ofSlice(state, slice, portName)) {
      found.set(`${endpoint.address}:${endpoint.port}`, endpoint);
    }
  }
  return [...found.values()].sort(byAddress);
}

function ofSlice(
  state: ClusterState,
  slice: EndpointSlice,
  portName: string,
): readonly MeshEndpoint[] {
  const port = slice.ports.find(one => one.name === portName)?.port;
  if (port === undefined) return [];
  return slice.endpoints
    .filter(endpoint => endpoint.ready)
    .flatMap(endpoint =>
      endpoint.addresses.map(address => {
        const pod =
          endpoint.pod === undefined ? undefined : podOf(state, endpoint.pod);
        return ofPod(pod, address, port, endpoint.pod ?? '');
      }),
    );
}

function ofPod(
  pod: Pod | undefined,
  address: string,
  port: number,
  key: string,
): MeshEndpoint {
  const labels = pod?.meta.labels ?? {};
  return { address, port, pod: key, labels, tlsMode: tlsModeOf(labels) };
}

/** The label that the injector writes and auto mTLS goes by: istio pilot/pkg/model/service.go GetTLSModeFromEndpointLabels. */
export function tlsModeOf(labels: Labels): MeshEndpoint['tlsMode'] {
  return labels['security.istio.io/tlsMode'] === 'istio' ? 'istio' : 'disabled';
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
    .filter(
      pod =>
        pod.ready &&
        pod.ips.length > 0 &&
        matchesLabels(selector, pod.meta.labels),
    );
  const machines = state
    .inNamespace(workloadEntries, namespace)
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
  const { address, labels, serviceAccount } = workload;
  const pod = podAt(state, address);
  const said = labels['security.istio.io/tlsMode'];
  const istio =
    said === undefined ? serviceAccount !== undefined : said === 'istio';
  return {
    address,
    port: writtenPort(workload, port),
    pod: pod ? podKeyOf(pod) : '',
    labels,
    tlsMode: istio ? 'istio' : 'disabled',
  };
}

function byAddress(a: MeshEndpoint, b: MeshEndpoint): number {
  if (a.address !== b.address) return a.address < b.address ? -1 : 1;
  return a.port - b.port;
}
