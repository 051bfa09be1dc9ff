// Headless Services by the addresses of their endpoints, which is how outbound listeners know them: istio
// pilot/pkg/networking/core/listener.go buildSidecarOutboundListeners. Whether an endpoint is ready does not count.
import type { ClusterState } from '../../state/clusterState';
import { slicesByAddress } from '../../state/kinds/endpointSlice';
import { services } from '../../state/kinds/service';
import { hostnameOf } from './registry';

/** Whether a headless Service of this host has an endpoint at an address for a port of this name. */
export type HeadlessPorts = (hostname: string, port: string) => boolean;

/** Headless Services and their ports that an address is an endpoint of; undefined: it is of none. */
export function headlessPorts(
  state: ClusterState,
  address: string,
): HeadlessPorts | undefined {
  const found = new Set(
    state
      .lookup(slicesByAddress, address)
      .flatMap(({ meta, service, ports }) =>
        state.get(services, meta.namespace, service)?.headless
          ? ports.map(one =>
              keyOf(hostnameOf(meta.namespace, service), one.name),
            )
          : [],
      ),
  );
  return found.size === 0
    ? undefined
    : (hostname, port) => found.has(keyOf(hostname, port));
}

function keyOf(hostname: string, port: string): string {
  return `${hostname}|${port}`;
}
