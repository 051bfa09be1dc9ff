// What Kubernetes' endpoint slice controller adds to Services and Pods.
import { items, labels, text, whole } from '../../state/read';
import { matchesLabels } from '../../state/selector';

/** The objects, and an EndpointSlice for each Service that selects pods. */
export function withEndpointSlices(
  objects: readonly unknown[],
): readonly unknown[] {
  const pods = objects.filter(one => text(one, 'kind') === 'Pod');
  const slices = objects
    .filter(one => text(one, 'kind') === 'Service')
    .flatMap(service => sliceOf(service, pods));
  return [...objects, ...slices];
}

function sliceOf(service: unknown, pods: readonly unknown[]): unknown[] {
  const namespace = text(service, 'metadata', 'namespace');
  const name = text(service, 'metadata', 'name');
  const selector = labels(service, 'spec', 'selector');
  if (Object.keys(selector).length === 0) return [];
  const chosen = pods.filter(
    pod =>
      text(pod, 'metadata', 'namespace') === namespace &&
      matchesLabels(selector, labels(pod, 'metadata', 'labels')),
  );
  return [
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        namespace,
        name: `${name}-1`,
        labels: { 'kubernetes.io/service-name': name },
      },
      addressType: 'IPv4',
      endpoints: chosen.map(endpointOf),
      ports: items(service, 'spec', 'ports').map(port => ({
        name: text(port, 'name'),
        port: targetOf(port, chosen[0]),
      })),
    },
  ];
}

function endpointOf(pod: unknown): unknown {
  return {
    addresses: [text(pod, 'status', 'podIP')],
    conditions: { ready: true },
    nodeName: text(pod, 'spec', 'nodeName'),
    targetRef: {
      kind: 'Pod',
      namespace: text(pod, 'metadata', 'namespace'),
      name: text(pod, 'metadata', 'name'),
    },
  };
}

// Kubernetes looks for a named port among native sidecars too.
function targetOf(port: unknown, pod: unknown): number | undefined {
  const name = text(port, 'targetPort');
  if (name === undefined) {
    return whole(port, 'targetPort') ?? whole(port, 'port');
  }
  const containers = [
    ...items(pod, 'spec', 'initContainers'),
    ...items(pod, 'spec', 'containers'),
  ];
  const named = containers
    .flatMap(one => items(one, 'ports'))
    .find(one => text(one, 'name') === name);
  return whole(named, 'containerPort');
}
