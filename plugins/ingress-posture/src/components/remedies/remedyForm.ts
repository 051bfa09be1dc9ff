import { Remedy, ServicePosture } from '@ingress-posture/engine';

/** What the form of a template begins with, as the Scaffolder reads it from an address. */
export function remedyForm(
  { cluster, service }: Pick<ServicePosture, 'cluster' | 'service'>,
  remedy: Pick<Remedy, 'id'>,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const formData = {
    ...more,
    cluster,
    namespace: service.namespace,
    service: service.name,
    remedy: remedy.id,
  };
  return `?formData=${encodeURIComponent(JSON.stringify(formData))}`;
}
