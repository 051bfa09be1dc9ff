// Connections that Gloo's Gateways carry to Services: solo-io/gloo projects/gloo/pkg/plugins/tcp/plugin.go.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import {
  GlooGateway,
  glooGateways,
  GlooTcpHost,
  GlooUpstream,
  glooUpstreams,
} from '../../state/kinds/gloo';
import { indexBy } from '../../state/objectIndex';
import { carriedProtocol } from '../dial/carriedProtocol';
import { servicePort } from '../dial/servicePort';
import { glooEdge } from '../vendors/glooEdge';
import { Dialled, glooDialled } from './glooBackend';
import { isOf } from './glooGateways';
import { destinationKeys, keysNaming } from './glooRoutes';
import { portsOf, servicesOf } from './glooUpstreams';
import { glooKey } from './glooWays';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import type { RouteReader } from './routeReader';

const source = 'solo-io/gloo projects/gloo/pkg/plugins/tcp/plugin.go';

const byDestination = indexBy(glooGateways, ({ meta, tcp }) =>
  tcp.flatMap(one => destinationKeys(meta.namespace, one.destinations)),
);

/** Gateways for TCP, to Services and to the Upstreams that stand for them. */
export const glooTcpRoutes: readonly RouteReader[] = [
  ownRouteReader<GlooGateway>({
    vendor: glooEdge,
    kind: glooGateways,
    serves: isOf,
    backendsOf: ({ meta, tcp }) =>
      tcp
        .flatMap(one => one.destinations)
        .filter(({ kind }) => kind === 'service')
        .map(({ ref }) => glooKey(ref, meta.namespace)),
    rulesTo: (state, gateway, service, instance) =>
      gateway.tcp.flatMap(host =>
        host.destinations
          .filter(
            ({ kind, ref }) =>
              kind === 'service' &&
              glooKey(ref, gateway.meta.namespace) ===
                `${service.meta.namespace}/${service.meta.name}`,
          )
          .flatMap(one => servicePort(service, one.port) ?? [])
          .flatMap(port =>
            rulesOf(state, gateway, host, { service, port, instance }),
          ),
      ),
  }),
  ownRouteReader<GlooUpstream>({
    vendor: glooEdge,
    kind: glooUpstreams,
    backendsOf: servicesOf,
    rulesTo: (state, upstream, service, instance) =>
      leadingTo(state, upstream)
        .filter(({ gateway }) => isOf(gateway, instance))
        .flatMap(({ gateway, host }) =>
          portsOf(upstream, service).flatMap(port =>
            rulesOf(state, gateway, host, {
              ...{ service, port, upstream, instance },
            }),
          ),
        ),
  }),
];

function leadingTo(
  state: ClusterState,
  { meta }: GlooUpstream,
): readonly { readonly gateway: GlooGateway; readonly host: GlooTcpHost }[] {
  const keys = keysNaming(state, meta);
  const found = [...keys].flatMap(key => state.lookup(byDestination, key));
  return [...new Set(found)].flatMap(gateway =>
    gateway.tcp
      .filter(({ destinations }) =>
        destinationKeys(gateway.meta.namespace, destinations).some(key =>
          keys.has(key),
        ),
      )
      .map(host => ({ gateway, host })),
  );
}

/** Connections have no Host; TLS may end there, and start anew. */
function rulesOf(
  state: ClusterState,
  gateway: GlooGateway,
  { names, endsTls, field }: GlooTcpHost,
  one: Dialled,
): readonly OwnRule[] {
  const { service, port } = one;
  const { said, caveats } = glooDialled(state, one);
  const evidence = [evidenceOf(gateway, field, service.meta.name)];
  const started = said.backend?.effect;
  const carried = carriedProtocol(service, port);
  const effect =
    started?.tls === 'edge'
      ? { ...started, protocol: carried.protocol }
      : carried;
  return eachHost(names).map(host => ({
    holder: gateway,
    host,
    path: null,
    port,
    clientTls: endsTls,
    ...(!endsTls && { carriesConnections: true }),
    evidence,
    said: {
      ...said,
      host: { effect: null, evidence, source },
      backend: { ...said.backend, effect, evidence, source },
    },
    caveats,
  }));
}
