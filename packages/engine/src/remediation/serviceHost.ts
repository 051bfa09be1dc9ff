import type { Service } from '../state/kinds/service';

/** The name by which Istio's virtual hosts know a Service. */
export function serviceHost(service: Service): string {
  return `${service.meta.name}.${service.meta.namespace}.svc.cluster.local`;
}
