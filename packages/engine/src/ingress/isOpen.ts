import type { Service } from '../state/kinds/service';

/** Whether a Service takes traffic from outside the cluster by itself. */
export function isOpen(service: Service): boolean {
  return (
    service.type === 'LoadBalancer' ||
    service.type === 'NodePort' ||
    service.externalIps.length > 0
  );
}
