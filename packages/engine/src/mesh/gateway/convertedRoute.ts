// Routes of the Gateway API that Istio cannot convert: one rule that it has no words for takes all of a route's rules
// away. istio pilot/pkg/config/kube/gateway/route_collections.go computeRoute, conversion.go convertHTTPRoute,
// convertGRPCRoute, buildDestination.
import type {
  BackendRef,
  GatewayRoute,
  GatewayRouteRule,
} from '../../state/kinds/gatewayRoute';

const ofBackends = ['RequestHeaderModifier', 'ResponseHeaderModifier'];
const ofGrpc = [...ofBackends, 'RequestMirror'];
const ofHttp = [...ofGrpc, 'RequestRedirect', 'URLRewrite', 'CORS'];

/** Whether anything comes of a route. */
export function isConverted({ kind, rules }: GatewayRoute): boolean {
  const known = kind === 'GRPCRoute' ? ofGrpc : ofHttp;
  return rules.every(rule => isKnown(rule, known));
}

function isKnown(
  { filters = [], backends }: GatewayRouteRule,
  known: readonly string[],
): boolean {
  return (
    filters.every(one => known.includes(one)) &&
    backends.filter(one => one.weight !== 0).every(isDestination)
  );
}

// A Service that is not there or may not be named is one all the same, which leads nowhere.
function isDestination(backend: BackendRef): boolean {
  const { filters = [], group, kind, name, namespace, port } = backend;
  if (!filters.every(one => ofBackends.includes(one))) return false;
  switch (`${group}/${kind}`) {
    case '/Service':
      return !name.includes('.') && port !== undefined;
    case 'networking.istio.io/Hostname':
      return namespace === undefined && port !== undefined;
    default:
      return true;
  }
}
