// What an Istio gateway sends through the waypoint of a Service, where that says so: istio
// pilot/pkg/xds/endpoints/endpoint_builder.go findServiceWaypoint, pilot/pkg/networking/core/cluster_tls.go
// applyHBONETransportSocketMatches.
import { effectivePolicy } from '../destinationRule/clusterTls';
import type { ProxyClient } from '../client';
import type { Arrival } from '../connection';
import type { Bytes } from '../inbound/bytes';
import type { Trail } from '../inbound/deliver';
import {
  ClusterName,
  configOf,
  hasSubset,
  wrap,
} from '../outbound/outboundCluster';
import { throughWaypoint } from './throughWaypoint';
import { gatewayWaypoint } from './waypoint';
import { portOf } from '../outbound/outboundRoute';

/** Arrivals of bytes that a gateway sends to a cluster; undefined: it sends them to the endpoints itself. */
export function fromGateway(
  client: ProxyClient,
  { hostname, port: number, subset }: ClusterName,
  bytes: Bytes,
  before: Trail,
): readonly Arrival[] | undefined {
  const { service, rule } = configOf(client, hostname);
  const port = service && portOf(service, number);
  // Waypoints take nothing but what is for an address of the Service.
  if (!service || !port || service.addresses.length === 0) return undefined;
  if (subset !== undefined && !hasSubset(rule, subset)) return undefined;
  const use = gatewayWaypoint(client.state, service.object);
  if (use.kind !== 'through') return undefined;
  const { tls } = effectivePolicy({
    ...(rule && { rule }),
    port: number,
    ...(subset !== undefined && { subset }),
  });
  // TLS of one's own is inside the tunnel, and so for the waypoint to read.
  const starts = tls?.mode === 'SIMPLE' || tls?.mode === 'MUTUAL';
  const sent = starts ? wrap(bytes, 'tls', tls.sni) : bytes;
  const written = `outbound|${number}|${subset ?? ''}|${hostname}`;
  return throughWaypoint(client.state, use.waypoint, { service, port }, sent, {
    ...before,
    why: [...before.why, written],
    from: client.pod,
  });
}
