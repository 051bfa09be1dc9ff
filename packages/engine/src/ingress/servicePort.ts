import type { Service, ServicePort } from '../state/kinds/service';

/** The Service port that a route names by number or name; a lone port needs no naming. */
export function servicePort(
  service: Service,
  wanted: number | string | undefined,
): ServicePort | undefined {
  const { ports } = service;
  if (wanted === undefined) return ports.length === 1 ? ports[0] : undefined;
  return ports.find(port =>
    typeof wanted === 'number' ? port.port === wanted : port.name === wanted,
  );
}
