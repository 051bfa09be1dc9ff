import type { Route } from '../ingress/edges/edge';
import { routesTo } from '../ingress/routes/routes';
import type {
  Addressing,
  Certainty,
  RouteRef,
} from '../posture/servicePosture';
import type { ServiceKey } from '../posture/serviceKey';
import type { ClusterState } from '../state/clusterState';
import { Service, services } from '../state/kinds/service';
import { targetsOf } from './targets';

/** What a third-party edge dials for one route, before the mesh has a say. */
export interface RouteDial {
  readonly vendor: string;
  readonly route: RouteRef;
  readonly addressing: Addressing;
  /** Each as `address:port`, sorted. */
  readonly addresses: readonly string[];
  /** A Host that it puts in the place of the client's; `address` is what it dials. */
  readonly host: {
    readonly kind: 'client' | 'address' | 'fixed';
    readonly value?: string;
  };
  readonly protocol: 'http' | 'http2' | 'tcp';
  readonly tls: {
    readonly sni: string | null;
    readonly startedBy: 'edge' | 'client';
  } | null;
  /** `unknown` where something that decides could not be read. */
  readonly certainty: Certainty;
}

/** What third-party edges dial to reach a Service, route by route. */
export function dialsTo(
  state: ClusterState,
  { namespace, name }: ServiceKey,
): readonly RouteDial[] {
  const service = state.get(services, namespace, name);
  if (!service) return [];
  return routesTo(state, service).flatMap(route =>
    dialOf(state, service, route),
  );
}

function dialOf(
  state: ClusterState,
  service: Service,
  { edge, ref, backend, dial }: Route,
): readonly RouteDial[] {
  const port = service.ports.find(one => one.port === backend.port);
  if (!port) return [];
  const fromPod = edge.vendor.placement === 'in-cluster';
  const { addressing, host, protocol, tls, certainty } = dial;
  return [
    {
      vendor: edge.vendor.id,
      route: ref,
      addressing,
      addresses: targetsOf(state, service, port, addressing, fromPod)
        .map(target => `${target.address}:${target.port}`)
        .sort(),
      host,
      protocol,
      tls: tls && { sni: tls.sni, startedBy: tls.startedBy },
      certainty,
    },
  ];
}
