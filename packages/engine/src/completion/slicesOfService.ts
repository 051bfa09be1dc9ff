// Endpoints of a Service as Kubernetes' controller makes them: kubernetes staging/src/k8s.io/endpointslice
// reconciler.go, utils.go (getEndpointPorts), pkg/api/v1/pod FindPort.
import { groupBy } from '../state/derived';
import { isDone, Pod, pods } from '../state/kinds/pod';
import type { Service, ServicePort } from '../state/kinds/service';
import type { ClusterState } from '../state/clusterState';
import { matchesLabels } from '../state/selector';
import { completedBy } from './completedBy';

/** The EndpointSlices that a Service's selector makes, one for each set of port numbers behind it. */
export function slicesOf(
  state: ClusterState,
  service: Service,
  sentence: string,
): readonly unknown[] {
  const { selector } = service;
  const { namespace, name } = service.meta;
  if (!selector || service.type === 'ExternalName') return [];
  const chosen = state
    .inNamespace(pods, namespace)
    .filter(pod => isEndpoint(pod) && matchesLabels(selector, pod.meta.labels));
  const groups = groupBy(chosen, pod => [
    JSON.stringify(portsBehind(service, pod)),
  ]);
  return [...groups].map(([ports, group], index) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: index === 0 ? name : `${name}-${index + 1}`,
      labels: { 'kubernetes.io/service-name': name },
      // Where the pods are completed too, they say so themselves.
      annotations: group.every(isCompleted) ? {} : { [completedBy]: sentence },
    },
    addressType: 'IPv4',
    ports: JSON.parse(ports),
    endpoints: group.map(pod => ({
      addresses: [pod.ips[0]],
      conditions: {
        ready: pod.ready || service.publishNotReadyAddresses,
        serving: pod.ready,
        terminating: pod.terminating,
      },
      targetRef: { kind: 'Pod', namespace, name: pod.meta.name },
      ...(pod.nodeName !== undefined && { nodeName: pod.nodeName }),
    })),
  }));
}

function isEndpoint(pod: Pod): boolean {
  const { ips, meta } = pod;
  if (isDone(pod)) return false;
  // A job made up from its manifest has ended most of the time, whatever labels it shares.
  const ofJob = meta.owner?.kind === 'Job' || meta.owner?.kind === 'CronJob';
  return ips.length > 0 && !(ofJob && isCompleted(pod));
}

function portsBehind(service: Service, pod: Pod) {
  return service.ports.flatMap(port => {
    const number = portBehind(port, pod);
    const { name = '', protocol } = port;
    return number === undefined ? [] : [{ name, port: number, protocol }];
  });
}

/** A named target port is the number that the pod has under that name; a pod without it is no endpoint there. */
function portBehind(
  { targetPort, protocol }: ServicePort,
  pod: Pod,
): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  const native = pod.initContainers.filter(
    one => one.restartPolicy === 'Always',
  );
  return [...pod.containers, ...native]
    .flatMap(one => one.ports)
    .find(one => one.name === targetPort && one.protocol === protocol)
    ?.containerPort;
}

function isCompleted({ meta }: Pod): boolean {
  return meta.annotations[completedBy] !== undefined;
}
