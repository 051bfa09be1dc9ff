import type { Certainty, Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
import type { Service, ServicePort } from '../../state/kinds/service';
import { listenerReasons, openingEdge } from '../routes/loadBalancerRoutes';
import { vendorAsSubject } from '../vendorDescription';
import { Opening, openingOf } from './opening';

/** What the load balancer of an open Service makes of clients' connections before they reach pods. */
export interface LoadBalancerFront {
  /** It, as the subject of a sentence. */
  readonly subject?: string;
  /** What it sends in place of what it got; unset where it carries connections on as they are. */
  readonly sends?: 'plaintext' | 'tls';
  readonly reasons: readonly Reason[];
  readonly caveats: readonly string[];
  readonly certainty: Certainty;
}

/** What stands before one port of an open Service; undefined where nothing is sent on there. */
export function loadBalancerFront(
  state: ClusterState,
  service: Service,
  port: ServicePort,
  behind: Pod,
): LoadBalancerFront | undefined {
  const opening = openingOf(state, service);
  const listener = opening?.listener?.(service, port);
  if (listener?.kind === 'closed') return undefined;
  const header = readsHeader(behind) ? [] : opening?.headerCaveats ?? [];
  if (!opening || listener?.kind !== 'ends') {
    return {
      reasons: [],
      caveats: header,
      certainty: header.length > 0 ? 'inferred' : 'proven',
    };
  }
  return {
    subject: vendorAsSubject({ ...opening.vendor, title: opening.title }),
    sends: listener.backendTls ? 'tls' : 'plaintext',
    reasons: listenerReasons(service, openingEdge(service, opening), listener),
    ...leaningOn(opening, header),
  };
}

function leaningOn(
  { caveats, headerCaveats = [], unknown }: Opening,
  header: readonly string[],
): Pick<LoadBalancerFront, 'caveats' | 'certainty'> {
  const all = [
    ...caveats.filter(one => !headerCaveats.includes(one)),
    ...header,
  ];
  if (unknown) return { caveats: all, certainty: 'unknown' };
  return { caveats: all, certainty: all.length > 0 ? 'inferred' : 'proven' };
}

// istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/#proxy-protocol
const proxyConfig = 'proxy.istio.io/config';

/** Whether the proxy of a gateway is told to read a PROXY protocol header. */
function readsHeader({ meta }: Pod): boolean {
  return /gatewayTopology[\s\S]*proxyProtocol/u.test(
    meta.annotations[proxyConfig] ?? '',
  );
}
