// Container ports of a pod that services lead to, as its proxy is told: istio pilot/pkg/serviceregistry/kube/controller/
// controller.go GetProxyServiceTargets, endpointslice.go.
import type { ClusterState } from '../../state/clusterState';
import { compareText } from '../../state/compareText';
import { deriveEach, deriveValue, Question, within } from '../../state/derived';
import { slicesByAddress } from '../../state/kinds/endpointSlice';
import type { Pod } from '../../state/kinds/pod';
import { services } from '../../state/kinds/service';
import { serviceEntries } from '../../state/kinds/serviceEntry';
import { labelsKey } from '../../state/labelsKey';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { discoveryKinds } from '../controlPlane/discovery';
import { isHeardOf, meshEndpoints, writtenPort } from '../registry/endpoints';
import {
  hostnameOf,
  MeshPort,
  MeshService,
  servicesNamed,
  servicesWithin,
} from '../registry/registry';

/** Services of a namespace that lead to pods, by selector or by address, in the order in which they claim ports. */
const targeting = deriveEach<readonly MeshService[]>(
  namespace => [
    within(services, namespace),
    within(serviceEntries, namespace),
    ...discoveryKinds,
  ],
  (state, namespace) =>
    servicesWithin(state, namespace)
      .filter(one => one.selector !== undefined || one.written.length > 0)
      .sort(byAgeAndHost),
  deriveValue,
);

function byAgeAndHost(a: MeshService, b: MeshService): number {
  return (
    Math.floor(a.created / 1000) - Math.floor(b.created / 1000) ||
    compareText(a.hostname, b.hostname)
  );
}

/** The oldest service that leads to a container port of a pod, and its ports that do; on equal age the first by host. */
export function targetOf(
  state: ClusterState,
  pod: Pod,
  port: number,
): [MeshService, readonly MeshPort[]] | undefined {
  const { selecting, listing } = servicesOf(state, pod);
  for (const service of [...selecting, ...listing].sort(byAgeAndHost)) {
    const leading = service.ports.filter(one =>
      (listing.includes(service)
        ? listedPorts(state, service, one, pod)
        : targetPorts(service, one, pod)
      ).includes(port),
    );
    if (leading.length > 0) return [service, leading];
  }
  return undefined;
}

// Services whose EndpointSlices list a pod count where none selects it.
function servicesOf(state: ClusterState, pod: Pod) {
  const selecting = state
    .ask(servicesFor(pod))
    .filter(one => !isUnheard(one, pod));
  const isSelected = selecting.some(one => one.origin === 'Service');
  return { selecting, listing: isSelected ? [] : listingOf(state, pod) };
}

function isUnheard({ origin, selector }: MeshService, pod: Pod): boolean {
  return origin === 'ServiceEntry' && selector !== undefined && !isHeardOf(pod);
}

function listingOf(state: ClusterState, { meta, ips }: Pod) {
  const { namespace } = meta;
  if (ips.length === 0) return [];
  const names = state
    .lookup(slicesByAddress, ips[0])
    .filter(one => one.meta.namespace === namespace && one.service !== '')
    .map(one => hostnameOf(namespace, one.service));
  return [...new Set(names)]
    .flatMap(name => servicesNamed(state, name))
    .filter(one => one.origin === 'Service' && one.resolution !== 'alias');
}

// Asked by labels: a Service of other pods of the namespace is of no concern to these.
function servicesFor({ meta }: Pod): Question<readonly MeshService[]> {
  const { namespace, labels } = meta;
  return {
    key: labelsKey(`services for|${namespace}`, labels),
    answer: state =>
      state
        .read(targeting(namespace))
        .filter(({ selector }) => !selector || matchesLabels(selector, labels)),
    gist: one => one,
  };
}

// By the first address of the pod, ready or not.
function listedPorts(
  state: ClusterState,
  service: MeshService,
  port: MeshPort,
  pod: Pod,
): readonly number[] {
  return meshEndpoints(state, service, port, 'all')
    .filter(one => one.address === pod.ips[0])
    .map(one => one.port);
}

/** Container ports of a pod that a port of a service of its namespace leads to. */
export function targetPorts(
  service: MeshService,
  port: MeshPort,
  pod: Pod,
): readonly number[] {
  const { selector, written } = service;
  return selector
    ? selectedPorts(selector, service, port, pod)
    : written
        .filter(one => pod.ips.includes(one.address))
        .map(one => writtenPort(one, port));
}

function selectedPorts(
  selector: Labels,
  service: MeshService,
  port: MeshPort,
  pod: Pod,
): readonly number[] {
  if (!matchesLabels(selector, pod.meta.labels)) return [];
  const { targetPort } = port;
  if (typeof targetPort === 'number') return [targetPort];
  const found = portNamed(pod, targetPort, transportOf(service, port));
  return found === undefined ? [] : [found];
}

function transportOf({ object }: MeshService, { name }: MeshPort): string {
  if (object.kind !== 'Service') return 'TCP';
  return object.ports.find(one => (one.name ?? '') === name)?.protocol ?? 'TCP';
}

// A named port is one of the same transport, of native sidecars too: controller/util.go FindPort.
function portNamed(
  { containers, initContainers }: Pod,
  name: string,
  transport: string,
): number | undefined {
  const native = initContainers.filter(one => one.restartPolicy === 'Always');
  return [...containers, ...native]
    .flatMap(one => one.ports)
    .find(one => one.name === name && one.protocol === transport)
    ?.containerPort;
}
