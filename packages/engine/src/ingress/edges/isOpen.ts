import type { Service } from '../../state/kinds/service';

/** Whether a Service takes traffic from outside the cluster by itself. */
export function isOpen(service: Service): boolean {
  return (
    service.type === 'LoadBalancer' ||
    service.type === 'NodePort' ||
    service.externalIps.length > 0 ||
    isExposed(service)
  );
}

/** Tailscale's operator takes a Service of any type for one of its own, if asked to. */
export function isExposed({ meta }: Service): boolean {
  return meta.annotations['tailscale.com/expose'] === 'true';
}
