import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  NginxForward,
  NginxRoute,
  NginxUpstream,
  NginxVirtualServer,
  NginxVirtualServerRoute,
  nginxVirtualServerRoutes,
  nginxVirtualServers,
} from '../../state/kinds/nginxVirtualServer';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { Instance } from '../edges/instances';
import { OwnRule, ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import type { ServedBackend } from '../dial/settledDial';
import { whyNotItsHost } from '../policies/nginxIncHosts';
import { nginxInc } from '../vendors/nginxInc';

const types = 'nginx/kubernetes-ingress pkg/apis/configuration/v1/types.go';
const generator = 'nginx/kubernetes-ingress internal/configs/virtualserver.go';

type Holder = NginxVirtualServer | NginxVirtualServerRoute;

const serversByDelegate = indexBy(nginxVirtualServers, server =>
  server.routes.flatMap(({ delegate }) =>
    delegate === undefined ? [] : keyIn(server, delegate),
  ),
);

/** VirtualServers of NGINX Ingress Controller. */
export const nginxRoutes = ownRouteReader({
  vendor: nginxInc,
  kind: nginxVirtualServers,
  backendsOf,
  rulesTo: (state, server, service, instance) =>
    whyNotItsHost(state, server, instance) === undefined
      ? rulesOf(server, server, service)
      : [],
  leftOut: (state, server, service, instance) => [
    ...[whyNotItsHost(state, server, instance) ?? []].flat(),
    ...whyNoUpstream(server, service),
  ],
  serves: servesClass,
});

/** VirtualServerRoutes, at the VirtualServers that hand paths to them. */
export const nginxDelegatedRoutes = ownRouteReader({
  vendor: nginxInc,
  kind: nginxVirtualServerRoutes,
  backendsOf,
  rulesTo: (state, holder, service, instance) =>
    serversAbove(state, holder)
      .filter(server => whyNotItsHost(state, server, instance) === undefined)
      .flatMap(server => rulesOf(server, holder, service)),
  leftOut: (state, holder, service) => [
    ...(serversAbove(state, holder).length === 0
      ? [`no VirtualServer of its host ${holder.host} hands a path to it`]
      : []),
    ...whyNoUpstream(holder, service),
  ],
  serves: servesClass,
});

/** Upstreams at a port that their Service does not have. */
function whyNoUpstream(holder: Holder, service: Service): readonly string[] {
  return holder.upstreams
    .filter(
      ({ service: name, port }) =>
        keyIn(holder, name) === keyIn(service, service.meta.name) &&
        servicePort(service, port) === undefined,
    )
    .map(
      ({ name, port }) =>
        `its upstream ${name} is at port ${port}, which ${objectName(
          service,
        )} does not have`,
    );
}

/** The VirtualServers that hand paths to a VirtualServerRoute. */
export function serversAbove(
  state: ClusterState,
  holder: NginxVirtualServerRoute,
): readonly NginxVirtualServer[] {
  return state
    .lookup(serversByDelegate, keyIn(holder, holder.meta.name))
    .filter(server => server.host === holder.host);
}

/** An object that names no class is every controller's. */
export function servesClass(
  { className }: { readonly className?: string },
  instance: Pick<Instance, 'className'>,
): boolean {
  return className === undefined || className === instance.className;
}

function rulesOf(
  server: NginxVirtualServer,
  holder: Holder,
  service: Service,
): readonly OwnRule[] {
  return holder.routes.flatMap(route =>
    route.forwards.flatMap((forward): readonly OwnRule[] => {
      const upstream = upstreamOf(holder, forward.upstream, service);
      const port = upstream && servicePort(service, upstream.port);
      if (!upstream || !port) return [];
      const { path, field } = route;
      return [
        {
          host: server.host,
          path,
          port,
          clientTls: server.tls,
          evidence: [
            evidenceOf(holder, `${field}.path`, path ?? undefined),
            evidenceOf(
              holder,
              `${fieldOf(holder, upstream)}.service`,
              upstream.service,
            ),
          ],
          said: saidOf(holder, route, forward, upstream),
          caveats: caveatsOf(server, holder, route, forward),
          unknown: isComputed(forward.host),
        },
      ];
    }),
  );
}

// NGINX variables that hold the client's Host.
const keepsHost: ReadonlySet<string> = new Set(['${host}', '${http_host}']);

/** What the fields of a VirtualServer say of the connections to one upstream. */
function saidOf(
  holder: Holder,
  route: NginxRoute,
  { host }: NginxForward,
  upstream: NginxUpstream,
): NonNullable<ServedBackend['said']> {
  const field = fieldOf(holder, upstream);
  const { useClusterIp, tls, grpc } = upstream;
  return {
    addressing: {
      effect: useClusterIp ? 'service-vip' : 'pod-ip',
      ...(useClusterIp && { by: 'use-cluster-ip' }),
      evidence: [evidenceOf(holder, `${field}.use-cluster-ip`, useClusterIp)],
      source: types,
    },
    host: {
      effect: host === undefined || keepsHost.has(host) ? null : host,
      ...(host !== undefined && { by: 'requestHeaders.set' }),
      evidence: [
        evidenceOf(
          holder,
          `${route.field}.action.proxy.requestHeaders.set[Host]`,
          host,
        ),
      ],
      source: generator,
    },
    backend: {
      effect: {
        protocol: grpc ? 'http2' : 'http',
        tls: tls ? 'edge' : 'none',
      },
      ...(tls && { by: 'tls.enable' }),
      evidence: [evidenceOf(holder, `${field}.tls.enable`, tls)],
      source: types,
    },
  };
}

function caveatsOf(
  server: NginxVirtualServer,
  holder: Holder,
  route: NginxRoute,
  { host }: NginxForward,
): readonly string[] {
  return [
    ...(isComputed(host)
      ? [
          `${objectName(
            holder,
          )} computes the Host that it sends from NGINX variables (${host}): what it comes to is not known here.`,
        ]
      : []),
    ...(server.hasSnippets ? [snippetCaveat(server)] : []),
    ...(route.hasSnippets ? [snippetCaveat(holder)] : []),
  ];
}

function isComputed(host: string | undefined): boolean {
  return host !== undefined && host.includes('$') && !keepsHost.has(host);
}

/** NGINX configuration that an object carries can change anything. */
export function snippetCaveat(object: KubeObject): string {
  return `${objectName(
    object,
  )} carries NGINX configuration of its own in snippets, which is not analysed.`;
}

interface Upstream {
  readonly name: string;
  readonly service: string;
}

/** The upstream of a name, where it is this Service. */
export function upstreamOf<T extends Upstream>(
  holder: KubeObject & { readonly upstreams: readonly T[] },
  name: string | undefined,
  service: Service,
): T | undefined {
  return holder.upstreams.find(
    one =>
      one.name === name &&
      keyIn(holder, one.service) === keyIn(service, service.meta.name),
  );
}

function fieldOf(holder: Holder, upstream: NginxUpstream): string {
  return `spec.upstreams[${holder.upstreams.indexOf(upstream)}]`;
}

/** "namespace/name" of every Service that upstreams name. */
export function backendsOf(
  holder: KubeObject & { readonly upstreams: readonly Upstream[] },
): readonly string[] {
  return holder.upstreams.map(one => keyIn(holder, one.service));
}

/** "namespace/name" of a name that may leave its namespace out. */
export function keyIn({ meta }: KubeObject, name: string): string {
  return name.includes('/') ? name : `${meta.namespace}/${name}`;
}
