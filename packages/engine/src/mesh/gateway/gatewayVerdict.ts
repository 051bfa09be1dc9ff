// What a gateway pod makes of a connection, before it sends anything on: listener, filter chain, virtual host, route.
import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
import { objectName } from '../../state/evidence';
import { gatewayClient, ProxyClient } from '../client';
import { controlPlaneVersion } from '../controlPlane/controlPlane';
import { isOlder } from '../controlPlane/version';
import {
  areAmbiguous,
  gatewayChains,
  gatewayChainsFor,
  GatewayChain,
} from './gatewayListener';
import { gatewayHostFor } from './gatewayHost';
import type { GatewayRule } from './gatewayRule';
import { BoundServer, gatewayServers } from './gatewayServers';
import { podKeyOf } from '../workload/membership';
import type { StreamRule } from '../../state/kinds/virtualService';
import {
  askingMoreDoubts,
  firstMet,
  httpMatchApplies,
  Matching,
} from '../routes/routeMatch';
import { unreportedRouteDoubts } from './unreportedRoute';
import type { MeshVirtualService } from '../routes/virtualService';

/** What arrives at a gateway. `mtls`: with a mesh identity. */
export interface AtGateway {
  readonly port: number;
  readonly tls: 'none' | 'tls' | 'mtls';
  readonly spoken: 'http' | 'tcp';
  readonly host: string;
  readonly sni: string;
  readonly path: string;
}

/** What a verdict leans on whatever it is. */
interface Leaning {
  readonly leaning?: readonly string[];
}

export type GatewayVerdict = Leaning & Decision;

type Decision =
  | {
      readonly kind: 'refused';
      readonly why:
        | 'no listener'
        | 'no filter chain matches'
        | 'multiple filter chains match'
        | 'protocol error'
        | 'invalid TLS'
        | 'invalid mTLS';
    }
  | {
      readonly kind: 'lost';
      readonly why: 'no virtual host' | 'no route';
      readonly askingMore?: readonly string[];
    }
  | {
      readonly kind: 'redirected';
      readonly askingMore?: readonly string[];
    }
  | {
      readonly kind: 'routed';
      readonly client: ProxyClient;
      readonly bound: BoundServer;
      readonly from?: MeshVirtualService;
      /** What else of the request its routes go by. */
      readonly askingMore?: readonly string[];
      readonly to:
        | { readonly rule: GatewayRule }
        | { readonly stream: StreamRule; readonly terminated: boolean }
        | { readonly sni: string };
    };

const certificate =
  "The gateway asks for a certificate of a CA of the user's own; whether the client has one cannot be read.";

/** What makes a verdict less than proven. */
export function verdictDoubts(
  verdict: GatewayVerdict,
  { tls }: Pick<AtGateway, 'tls'>,
): readonly string[] {
  const askingMore = 'askingMore' in verdict ? verdict.askingMore ?? [] : [];
  const { leaning = [] } = verdict;
  if (verdict.kind !== 'routed') return [...leaning, ...askingMore];
  const { bound, client, from } = verdict;
  const mutual = bound.server.tls?.mode === 'MUTUAL' && tls === 'tls';
  return [
    ...(mutual ? [certificate] : []),
    ...addedDoubts(bound, client),
    ...leaning,
    ...unreportedRouteDoubts(from),
    ...askingMore,
  ];
}

// Istio serves ListenerSets of the Gateway API since 1.30.
function addedDoubts(
  { gateway: { addedBy } }: BoundServer,
  { state, pod }: ProxyClient,
): readonly string[] {
  if (!addedBy || addedBy.accepted !== undefined) return [];
  const version = controlPlaneVersion(state, pod);
  return version && !isOlder(version, '1.30')
    ? []
    : [
        `Istio serves ListenerSets since 1.30, and ${objectName(
          addedBy,
        )} has no status that says whether this one does.`,
      ];
}

const notTaken =
  'Servers of the gateway ask for the same names at one port, and Envoy takes no listener that says so: a gateway that runs goes on with what it had before, and a new one has none.';

/** The verdict of one connection to a gateway pod's container port. */
export function gatewayVerdict(
  state: ClusterState,
  pod: Pod,
  arriving: AtGateway,
): GatewayVerdict {
  const client = gatewayClient(state, pod);
  const chains = gatewayChains(state, podKeyOf(pod), arriving.port);
  if (chains.length === 0) return { kind: 'refused', why: 'no listener' };
  const sni = arriving.tls === 'none' ? '' : arriving.sni;
  const [chain, ...others] = gatewayChainsFor(client, chains, sni);
  const leaning = [
    ...(areAmbiguous(chains) ? [notTaken] : []),
    ...(chain?.bound.gateway.doubts ?? []),
  ];
  return {
    ...decide(client, arriving, chain, others),
    ...(leaning.length > 0 && { leaning }),
  };
}

function decide(
  client: ProxyClient,
  arriving: AtGateway,
  chain: GatewayChain | undefined,
  others: readonly GatewayChain[],
): Decision {
  if (!chain) return { kind: 'refused', why: 'no filter chain matches' };
  if (others.length > 0) {
    return { kind: 'refused', why: 'multiple filter chains match' };
  }
  const refused = handshake(chain, arriving);
  if (refused) return { kind: 'refused', why: refused };
  const { action, bound } = chain;
  if (action.kind === 'http') return byHost(client, chain, action, arriving);
  if (action.kind === 'auto-passthrough') {
    return { kind: 'routed', client, bound, to: { sni: arriving.sni } };
  }
  const { rule, from } = action;
  const terminated = chain.terminates !== undefined;
  return {
    kind: 'routed',
    client,
    bound,
    from,
    to: { stream: rule, terminated },
  };
}

function handshake(
  { terminates, action }: GatewayChain,
  { tls, spoken }: AtGateway,
): 'invalid TLS' | 'invalid mTLS' | 'protocol error' | undefined {
  if (terminates !== undefined) {
    if (tls === 'none') return 'invalid TLS';
    if ((terminates === 'ISTIO_MUTUAL') !== (tls === 'mtls'))
      return 'invalid mTLS';
  }
  if (action.kind !== 'http') return undefined;
  const unread = terminates === undefined && tls !== 'none';
  return unread || spoken !== 'http' ? 'protocol error' : undefined;
}

function byHost(
  client: ProxyClient,
  { bound }: GatewayChain,
  { routeName }: { readonly routeName: string },
  { host, path, tls }: AtGateway,
): GatewayVerdict {
  const { state, pod } = client;
  const servers = gatewayServers(state, pod).filter(
    one => one.routeName === routeName,
  );
  const found = gatewayHostFor(state, client, servers, host);
  if (!found) return { kind: 'lost', why: 'no virtual host' };
  if (found.redirects && tls === 'none') return { kind: 'redirected' };
  const first = firstMet(found.rules, matchingOf, { path, host });
  const askingMore = askingMoreDoubts(
    first.askingMore.map(({ rule, from }) => rule.origin ?? from.object),
  );
  const { met: rule } = first;
  if (!rule) return { kind: 'lost', why: 'no route', askingMore };
  if (rule.rule.answer === 'https') return { kind: 'redirected', askingMore };
  const { from } = rule;
  return { kind: 'routed', client, bound, from, askingMore, to: { rule } };
}

function matchingOf({ rule, asker, from }: GatewayRule): Matching {
  const { matches } = rule;
  return {
    matches:
      matches.length === 0
        ? undefined
        : matches.filter(one => httpMatchApplies(one, asker)),
    bySegment: from.kind !== 'VirtualService',
  };
}
