import { objectName } from '../state/evidence';
import type { Service } from '../state/kinds/service';
import { completedBy } from './completedBy';

/**
 * What stands for the endpoints of a Service of which manifests show neither pods nor endpoints: a slice without
 * any, which says that nobody knows. An operator may make them, or another chart.
 */
export function sliceOfNobody(service: Service): unknown {
  const { namespace, name } = service.meta;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name,
      labels: { 'kubernetes.io/service-name': name },
      annotations: { [completedBy]: sentence(service) },
    },
    addressType: 'IPv4',
    ports: [],
    endpoints: [],
  };
}

function sentence(service: Service): string {
  const name = objectName(service);
  return service.selector
    ? `No workload among the manifests has the labels that ${name} selects, and no EndpointSlice was read: who is behind it, such as pods that an operator makes, is not known.`
    : `${name} selects no pods, and neither EndpointSlices nor Endpoints of it are among the manifests: who is behind it is not known.`;
}
