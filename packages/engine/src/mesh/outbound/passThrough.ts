// What a sidecar does with a destination that it does not know: istio pilot/pkg/networking/core/listener.go
// buildOutboundCatchAllNetworkFiltersOnly, httproute.go BuildCatchAllVirtualHost.
import { objectName } from '../../state/evidence';
import { because } from '../because';
import type { SidecarClient } from '../client';
import { clientBytes } from '../inbound/clientBytes';
import type { Arrival, Connection } from '../connection';
import { deliver, nowhere, Trail } from '../inbound/deliver';
import type { OutboundPolicy } from '../controlPlane/meshConfig';
import { addressesOf } from '../registry/resolveName';
import { meshConfigFor } from '../controlPlane/revision';

const source = 'istio pilot/pkg/networking/core/listener.go, httproute.go';

const lookedUp =
  'The proxy looks the Host up itself: where that leads is up to its DNS.';

/** Arrivals of a connection that no service is known for; `text` says why not. */
export function passThrough(
  client: SidecarClient,
  connection: Connection,
  text: string,
  policy: OutboundPolicy,
): readonly Arrival[] {
  const said = because(
    `${objectName(
      client.pod,
    )} asks for a destination unknown to the mesh: ${text}.`,
    [],
    source,
  );
  if (policy === 'REGISTRY_ONLY') {
    return [
      nowhere(
        { why: ['BlackHoleCluster'], reasons: [said] },
        'The outbound traffic policy is REGISTRY_ONLY, so it is blocked.',
      ),
    ];
  }
  const bytes = clientBytes(connection);
  const byHost = policy === 'ALLOW_ANY_DYNAMIC_DNS' && isPlainHttp(connection);
  const trail: Trail = {
    from: client.pod,
    why: [byHost ? 'DynamicDNSCluster' : 'PassthroughCluster'],
    ...(byHost && { caveats: [lookedUp] }),
    reasons: [
      said,
      because(
        byHost
          ? 'The sidecar looks its Host up and sends it there, without mTLS.'
          : 'The sidecar passes it through as it is, without mTLS.',
        [],
        source,
      ),
    ],
  };
  const addresses = byHost
    ? addressesBehind(client, connection)
    : [connection.address];
  return addresses.flatMap(address =>
    deliver(client.state, address, connection.port, bytes, trail),
  );
}

/** What a sidecar is told to do then: its Sidecar's own word, else the mesh's, which alone knows ALLOW_ANY_DYNAMIC_DNS. */
export function outboundPolicy({
  state,
  pod,
  scope,
}: SidecarClient): OutboundPolicy {
  const own = scope.sidecar?.outboundTrafficPolicy;
  if (own === undefined) return meshConfigFor(state, pod).outboundTrafficPolicy;
  return own === 'ALLOW_ANY' ? 'ALLOW_ANY' : 'REGISTRY_ONLY';
}

function isPlainHttp({ protocol, tls }: Connection): boolean {
  return protocol !== 'tcp' && tls === undefined;
}

function addressesBehind(
  { state, namespace }: SidecarClient,
  { host = '', port }: Connection,
): readonly string[] {
  const name = host.replace(/:\d+$/, '');
  const found = addressesOf(state, name, namespace, port);
  return found.length > 0 ? found : [name];
}
