// Gateways as their proxies get them, whoever wrote them: istio pilot/pkg/model/gateway.go, push_context.go mergeGateways.
import type { IstioGateway, ServerTls } from '../../state/kinds/istioGateway';
import type { ListenerSet } from '../../state/kinds/listenerSet';
import type { KubeObject } from '../../state/meta';
import type { Labels } from '../../state/read';

/** One server of a gateway. */
export interface MeshServer {
  readonly port: number;
  readonly portName: string;
  readonly protocol: string;
  /** `dnsName`, or `namespace/dnsName` for routes of that namespace only. */
  readonly hosts: readonly string[];
  readonly bind: string;
  readonly tls?: ServerTls;
}

export interface MeshGateway {
  /** "namespace/name", what routes bind to. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly created: number;
  /** What it was made from. */
  readonly object: KubeObject;
  /** The ListenerSet whose listener it is, where the Gateway itself has it not. */
  readonly addedBy?: ListenerSet;
  /** Pods by label, or those behind Services of a namespace, by host. */
  readonly selects:
    | { readonly by: 'labels'; readonly labels: Labels }
    | {
        readonly by: 'services';
        readonly namespace: string;
        readonly hostnames: ReadonlySet<string>;
      };
  /** Istio itself makes the proxies that serve it. */
  readonly managed?: true;
  /** What it leans on that it is served. */
  readonly doubts?: readonly string[];
  readonly servers: readonly MeshServer[];
}

/** An Istio Gateway object. */
export function fromIstioGateway(object: IstioGateway): MeshGateway {
  const { namespace, name, created } = object.meta;
  return {
    key: `${namespace}/${name}`,
    namespace,
    name,
    created,
    object,
    selects: { by: 'labels', labels: object.selector },
    servers: object.servers.map(({ bind = '', hosts, ...server }) => ({
      ...server,
      bind,
      hosts: sanitizeHosts(hosts, namespace),
    })),
  };
}

// `./host` is the gateway's own namespace, `*/host` any.
function sanitizeHosts(
  hosts: readonly string[],
  namespace: string,
): readonly string[] {
  if (hosts.includes('*/*')) return ['*'];
  return hosts.map(host => {
    const slash = host.indexOf('/');
    if (slash < 0) return host;
    const owner = host.slice(0, slash);
    if (owner === '*') return host.slice(slash + 1);
    return owner === '.' ? `${namespace}${host.slice(slash)}` : host;
  });
}

/** Hosts of a server that routes of a namespace may serve. */
export function hostsForNamespace(
  hosts: readonly string[],
  namespace: string,
): readonly string[] {
  return hosts.flatMap(host => {
    const slash = host.indexOf('/');
    if (slash < 0) return [host];
    const owner = host.slice(0, slash);
    return owner === namespace || owner === '*' ? [host.slice(slash + 1)] : [];
  });
}
