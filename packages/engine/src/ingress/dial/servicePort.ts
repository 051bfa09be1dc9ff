import type { Service, ServicePort } from '../../state/kinds/service';
import type { VendorDescription } from '../vendorDescription';

/**
 * The Service port that a route names by number or name; a lone port needs no naming. Some vendors
 * let a route name it by its target port.
 */
export function servicePort(
  service: Service,
  wanted: number | string | undefined,
  byTarget?: VendorDescription['portByTarget'],
): ServicePort | undefined {
  const { ports } = service;
  if (wanted === undefined) return ports.length === 1 ? ports[0] : undefined;
  const mayBeTarget =
    byTarget === 'number or name' ||
    (byTarget === 'name' && typeof wanted === 'string');
  return ports.find(
    port =>
      (typeof wanted === 'number' ? port.port : port.name) === wanted ||
      (mayBeTarget && port.targetPort === wanted),
  );
}
