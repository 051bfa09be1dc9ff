import type { Hop } from './servicePosture';

/**
 * Whether the sender's sidecar knew no service for a connection: it passed the bytes on as they were,
 * or, under REGISTRY_ONLY, nowhere (istio pilot/pkg/networking/core/cluster_builder.go).
 */
export function isPassedThrough(hop: Hop): boolean {
  return hop.arrivals.some(arrival =>
    /PassthroughCluster|BlackHoleCluster|block_all/.test(arrival.why),
  );
}
