import { Connection } from '@ingress-posture/engine';

/** What stands in the fields of the form. */
export interface ConnectionFields {
  readonly from: string;
  readonly address: string;
  readonly port: string;
  readonly host: string;
  readonly protocol: Connection['protocol'];
  readonly tls: '' | 'tls' | 'mtls';
}

/** A connection as fields; without one, an empty form. */
export function toFields(connection: Connection | null): ConnectionFields {
  return {
    from: connection?.from ?? '',
    address: connection?.address ?? '',
    port: connection ? String(connection.port) : '',
    host: connection?.host ?? '',
    protocol: connection?.protocol ?? 'http',
    tls: connection?.tls ?? '',
  };
}

/** What is wrong with the fields, by field; empty when nothing is. */
export function problemsOf({
  address,
  port,
}: ConnectionFields): readonly ('address' | 'port')[] {
  const number = Number(port);
  const valid = Number.isInteger(number) && number >= 1 && number <= 65_535;
  return [
    ...(address.trim() ? [] : (['address'] as const)),
    ...(valid ? [] : (['port'] as const)),
  ];
}

/** The connection that the fields describe. */
export function toConnection(fields: ConnectionFields): Connection {
  const host = fields.host.trim();
  return {
    from: fields.from.trim() || null,
    address: fields.address.trim(),
    port: Number(fields.port),
    protocol: fields.protocol,
    ...(host && { host }),
    ...(fields.tls && { tls: fields.tls }),
  };
}
