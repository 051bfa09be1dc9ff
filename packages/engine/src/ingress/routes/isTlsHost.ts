import type { Ingress } from '../../state/kinds/ingress';

/** Whether an Ingress has a certificate for a host, by its name or by a wildcard. */
export function isTlsHost({ tlsHosts }: Ingress, host: string | null): boolean {
  return tlsHosts.some(
    tls =>
      tls === host ||
      (tls.startsWith('*.') && host !== null && host.endsWith(tls.slice(1))),
  );
}
