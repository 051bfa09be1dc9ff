import { ServiceSummary } from '@ingress-posture/plugin-ingress-posture-common';

/** Where a service is shown in full, relative to the list of services. */
export function servicePath(
  service: Pick<ServiceSummary, 'cluster' | 'namespace' | 'name'>,
): string {
  return [service.cluster, service.namespace, service.name]
    .map(encodeURIComponent)
    .join('/');
}
