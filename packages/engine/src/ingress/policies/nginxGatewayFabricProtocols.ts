import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { backendTlsOf } from '../dial/backendTls';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import { isAtLeast } from '../edges/isAtLeast';

/** What makes of a port's protocol a backend that is refused. */
type Refusal = (
  state: ClusterState,
  backend: GatewayBackend,
) => boolean | 'before 2.7';

/**
 * Protocols that a kind of route is refused for, since 2.1; NGINX speaks HTTP/2 to backends since 2.7
 * (nginx/nginx-gateway-fabric internal/controller/state/graph/backend_refs.go,
 * validateRouteBackendRefAppProtocol; pull requests 3511 and 5308).
 */
const refusals: Readonly<Record<string, Refusal | undefined>> = {
  'kubernetes.io/h2c': (_, { route }) =>
    route.kind === 'HTTPRoute' ? 'before 2.7' : route.kind !== 'GRPCRoute',
  'kubernetes.io/ws': (_, { route }) => route.kind !== 'HTTPRoute',
  'kubernetes.io/wss': (state, backend) =>
    backend.route.kind === 'HTTPRoute'
      ? backendTlsOf(state, backend) === undefined
      : backend.route.kind !== 'TLSRoute',
};

/** Whether it takes the protocol that a port says it speaks, which depends on its version. */
export function fabricProtocol(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const { route, service, port, instance } = backend;
  const { appProtocol } = port;
  const refused =
    appProtocol !== undefined && refusals[appProtocol]?.(state, backend);
  if (!refused || route.kind === 'TCPRoute') return {};
  const refuses = isAtLeast(instance, [2, 1]);
  const takes = refused === 'before 2.7' ? isAtLeast(instance, [2, 7]) : false;
  const why = `${objectName(
    service,
  )} says appProtocol ${appProtocol}, which it does not take for a ${
    route.kind
  }`;
  if (refuses === undefined || takes === undefined) {
    return {
      caveats: [`${why} in some versions, and its version is not known.`],
      unknown: true,
    };
  }
  return refuses && !takes ? { drops: why } : {};
}
