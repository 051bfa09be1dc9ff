import { defineKind } from '../kindDefinition';
import { at, items, text, whole } from '../read';
import { nginxRefusals, Refusable } from './refusal';

/** TCP, UDP and TLS passthrough of NGINX Ingress Controller of F5. */
export interface NginxTransportServer extends Refusable {
  readonly kind: 'TransportServer';
  readonly className?: string;
  readonly host: string | null;
  /** `TCP`, `UDP` or `TLS_PASSTHROUGH`. */
  readonly protocol: string;
  /** It ends the client's TLS. */
  readonly tls: boolean;
  readonly hasSnippets: boolean;
  /** Name of the upstream that it sends to. */
  readonly pass?: string;
  readonly upstreams: readonly {
    readonly name: string;
    readonly service: string;
    readonly port: number;
  }[];
}

export const nginxTransportServers = defineKind<NginxTransportServer>({
  group: 'k8s.nginx.org',
  kind: 'TransportServer',
  plural: 'transportservers',
  versions: ['v1', 'v1alpha1'],
  namespaced: true,
  purpose: 'TCP and TLS passthrough routes of NGINX Ingress Controller (F5)',
  trim: (object, meta) => {
    const className = text(object, 'spec', 'ingressClassName');
    const pass = text(object, 'spec', 'action', 'pass');
    return {
      kind: 'TransportServer',
      meta,
      ...(className !== undefined && { className }),
      host: text(object, 'spec', 'host') ?? null,
      protocol: text(object, 'spec', 'listener', 'protocol') ?? 'TCP',
      tls: at(object, 'spec', 'tls') !== undefined,
      hasSnippets: text(object, 'spec', 'serverSnippets') !== undefined,
      ...(pass !== undefined && { pass }),
      upstreams: items(object, 'spec', 'upstreams').flatMap(trimUpstream),
      ...nginxRefusals(object),
    };
  },
});

function trimUpstream(upstream: unknown) {
  const name = text(upstream, 'name');
  const service = text(upstream, 'service');
  const port = whole(upstream, 'port');
  return name === undefined || service === undefined || port === undefined
    ? []
    : [{ name, service, port }];
}
