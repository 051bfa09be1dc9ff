// A sniffed port of a service that several listeners share one route for: istio pilot/pkg/networking/core/httproute.go
// getVirtualHostsForSniffedServicePort.
import type { SidecarClient } from '../client';
import type { Arrival } from '../connection';
import { nowhere } from '../inbound/deliver';
import type { MeshService } from '../registry/registry';
import { instanceAddresses } from '../registry/serviceInstances';
import { egressFor, portOf } from './outboundRoute';

// istiod's cache of virtual hosts gives a sniffed route away once per push: every pod of a headless
// service, and every address of a ServiceEntry, has a listener that names the same route, and what is
// asked for again comes back empty (getVirtualHostsForSniffedServicePort renames the cached domains).
export function isAskedTwice(
  client: SidecarClient,
  hostname: string,
  number: number,
): boolean {
  const known = egressFor(client, number)?.byPort.get(number) ?? [];
  const sniffed = known.filter(
    one =>
      one.hostname === hostname && portOf(one, number)?.protocol === 'AUTO',
  );
  const addresses = sniffed.flatMap(one => listenedAt(client, one, number));
  return new Set(addresses).size > 1;
}

function listenedAt(
  { state, pod }: SidecarClient,
  service: MeshService,
  number: number,
): readonly string[] {
  const [first] = service.addresses;
  if (first !== undefined) return first.includes('/') ? [] : [first];
  if (service.resolution !== 'passthrough') return [];
  return [...instanceAddresses(state, service, number)].filter(
    one => !pod.ips.includes(one),
  );
}

/** What comes of it. */
export function emptyRoutes(hostname: string): Arrival {
  return {
    ...nowhere(
      { why: ['no virtual host matched'], reasons: [] },
      `The listeners of the addresses of ${hostname} share one sniffed route, which the control plane hands out empty when it is asked for more than once.`,
    ),
    certainty: 'inferred',
    caveats: [
      `Whether ${hostname} answers depends on how often its sidecar asks the control plane for the route; a protocol in the port's name or appProtocol settles it.`,
    ],
  };
}
