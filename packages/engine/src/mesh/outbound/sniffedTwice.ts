// A sniffed port of a headless service whose pods share one route: istio pilot/pkg/networking/core/httproute.go
// getVirtualHostsForSniffedServicePort.
import type { ProxyClient } from '../client';
import type { Arrival } from '../connection';
import { nowhere } from '../inbound/deliver';
import { endpointAddresses } from '../registry/headlessService';
import { portOf } from './outboundRoute';

// istiod's cache of virtual hosts gives a sniffed route away once per push: every pod of a headless
// service has a listener that names the same route, and what is asked for again comes back empty
// (httproute.go getVirtualHostsForSniffedServicePort renames the cached domains).
export function isAskedTwice(
  client: ProxyClient,
  hostname: string,
  number: number,
): boolean {
  const service = client.cluster(hostname);
  const port = service && portOf(service, number);
  if (!service || !port || service.addresses.length > 0) return false;
  const all = endpointAddresses(client.state, service, port);
  return [...all].filter(one => !client.pod.ips.includes(one)).length > 1;
}

/** What comes of it. */
export function emptyRoutes(hostname: string): Arrival {
  return {
    ...nowhere(
      { why: ['no virtual host matched'], reasons: [] },
      `The listeners of the pods of ${hostname} share one sniffed route, which the control plane hands out empty when it is asked for more than once.`,
    ),
    certainty: 'inferred',
    caveats: [
      `Whether ${hostname} answers depends on how often its sidecar asks the control plane for the route; a protocol in the port's name or appProtocol settles it.`,
    ],
  };
}
