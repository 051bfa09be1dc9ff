// Endpoints that somebody wrote, as Kubernetes' controller mirrors them into EndpointSlices: kubernetes
// pkg/controller/endpointslicemirroring (reconciler.go, utils.go).
import { at, items, text } from '../state/read';
import { completedBy } from './completedBy';

const serviceName = 'kubernetes.io/service-name';

/** One slice for each subset of an object of kind Endpoints, with the sentence that says so. */
export function slicesOfEndpoints(
  endpoints: unknown,
  sentence: string,
): readonly unknown[] {
  const namespace = text(endpoints, 'metadata', 'namespace') ?? '';
  const name = text(endpoints, 'metadata', 'name') ?? '';
  return items(endpoints, 'subsets').map((subset, index) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: index === 0 ? name : `${name}-${index + 1}`,
      labels: { [serviceName]: name },
      annotations: { [completedBy]: sentence },
    },
    addressType: isSix(subset) ? 'IPv6' : 'IPv4',
    ports: items(subset, 'ports'),
    endpoints: [
      ...items(subset, 'addresses').map(one => mirrored(one, true)),
      ...items(subset, 'notReadyAddresses').map(one => mirrored(one, false)),
    ],
  }));
}

function isSix(subset: unknown): boolean {
  const [first] = items(subset, 'addresses');
  return (text(first, 'ip') ?? '').includes(':');
}

function mirrored(address: unknown, ready: boolean) {
  const targetRef = at(address, 'targetRef');
  const nodeName = text(address, 'nodeName');
  return {
    addresses: [text(address, 'ip')],
    conditions: { ready },
    ...(targetRef !== undefined && { targetRef }),
    ...(nodeName !== undefined && { nodeName }),
  };
}
