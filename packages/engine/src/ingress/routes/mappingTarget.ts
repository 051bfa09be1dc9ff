import type { Mapping, TcpMapping } from '../../state/kinds/emissary';

/** What a Mapping leads to. */
export interface MappingTarget {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  /** Host part as written, which may be an address. */
  readonly written: string;
}

type Leading = Pick<Mapping | TcpMapping, 'meta' | 'service'>;

/** `[scheme://]service[.namespace[.svc…]][:port]`; the port defaults to 80, with TLS to 443. */
export function parseTarget(
  mapping: Leading,
  startsTls: boolean,
): MappingTarget {
  const parts = /^(?:\w+:\/\/)?([^:/]+)(?::(\d{1,5}))?/.exec(mapping.service);
  const written = (parts?.[1] ?? mapping.service).toLowerCase();
  const [service, namespace] = written.split('.');
  const defaultPort = startsTls ? 443 : 80;
  return {
    service,
    namespace: namespace ?? mapping.meta.namespace,
    port: Number(parts?.[2] ?? defaultPort),
    written,
  };
}

/** Whether the service is written with scheme https. */
export function hasHttpsScheme({ service }: Leading): boolean {
  return /^https:/i.test(service);
}

/** The name that Emissary resolves: without a namespace it is one in the Mapping's own (normalize_service_name). */
export function dialledName(
  { meta }: Leading,
  { written }: MappingTarget,
  emissaryNamespace: string,
): string {
  const isQualified = written.includes('.') || written === 'localhost';
  return isQualified || meta.namespace === emissaryNamespace
    ? written
    : `${written}.${meta.namespace}`;
}
