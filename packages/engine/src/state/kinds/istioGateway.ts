import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text, texts, whole } from '../read';

export interface ServerTls {
  /** PASSTHROUGH, SIMPLE, MUTUAL, AUTO_PASSTHROUGH, ISTIO_MUTUAL, OPTIONAL_MUTUAL. */
  readonly mode: string;
  readonly credentialName?: string;
  readonly httpsRedirect: boolean;
}

export interface GatewayServer {
  readonly port: number;
  readonly portName: string;
  /** As written: HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP, TLS. */
  readonly protocol: string;
  /** `[namespace/]dnsName`. */
  readonly hosts: readonly string[];
  readonly bind?: string;
  readonly tls?: ServerTls;
}

/** networking.istio.io Gateway; the Gateway API's is in gateway.ts. */
export interface IstioGateway extends KubeObject {
  readonly kind: 'Gateway';
  /** Empty selects every gateway proxy. */
  readonly selector: Labels;
  readonly servers: readonly GatewayServer[];
}

export const istioGateways = defineKind<IstioGateway>({
  group: 'networking.istio.io',
  kind: 'Gateway',
  plural: 'gateways',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  namespaced: true,
  purpose: 'what Istio gateways listen to, and their TLS',
  trim: (object, meta) => ({
    kind: 'Gateway',
    meta,
    selector: labels(object, 'spec', 'selector'),
    servers: items(object, 'spec', 'servers').flatMap(trimServer),
  }),
});

function trimServer(server: unknown): GatewayServer[] {
  const port = whole(server, 'port', 'number');
  if (port === undefined) return [];
  const bind = text(server, 'bind');
  const tls = trimTls(at(server, 'tls'));
  return [
    {
      port,
      portName: text(server, 'port', 'name') ?? '',
      protocol: text(server, 'port', 'protocol') ?? '',
      hosts: texts(server, 'hosts'),
      ...(bind !== undefined && { bind }),
      ...(tls && { tls }),
    },
  ];
}

// Without a mode the API's first value holds: PASSTHROUGH.
function trimTls(tls: unknown): ServerTls | undefined {
  if (typeof tls !== 'object' || tls === null) return undefined;
  const credentialName = text(tls, 'credentialName');
  return {
    mode: text(tls, 'mode') ?? 'PASSTHROUGH',
    ...(credentialName !== undefined && { credentialName }),
    httpsRedirect: at(tls, 'httpsRedirect') === true,
  };
}
