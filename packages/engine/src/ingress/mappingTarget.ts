import type { Mapping, TcpMapping } from '../state/kinds/emissary';

/** What a Mapping leads to. */
export interface MappingTarget {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly tls: boolean;
  /** Host part as written, which auto_host_rewrite sends. */
  readonly written: string;
}

/** `[scheme://]service[.namespace[.svc…]][:port]`; the port defaults to 80, with https to 443. */
export function parseTarget(
  mapping: Pick<Mapping | TcpMapping, 'meta' | 'service' | 'tls'>,
): MappingTarget {
  const parts = /^(?:(\w+):\/\/)?([^:/]+)(?::(\d{1,5}))?/.exec(mapping.service);
  const written = parts?.[2] ?? mapping.service;
  const [service, namespace] = written.split('.');
  const tls =
    parts?.[1] === 'https' ||
    (mapping.tls !== undefined && mapping.tls !== 'false');
  const defaultPort = tls ? 443 : 80;
  return {
    service,
    namespace: namespace ?? mapping.meta.namespace,
    port: Number(parts?.[3] ?? defaultPort),
    tls,
    written,
  };
}
