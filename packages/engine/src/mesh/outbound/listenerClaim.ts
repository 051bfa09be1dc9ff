// Services that want to be listened for at an address: istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListeners.
import type { SidecarPort } from '../../state/kinds/sidecar';
import type { SidecarClient } from '../client';
import { headlessPorts } from '../registry/headlessService';
import { listenerProtocol, parseProtocol } from './protocolSelection';
import type { MeshPort, MeshService } from '../registry/registry';
import type { EgressScope } from '../sidecarScope/sidecarScope';
import { wildcard } from './streamChain';

/** A service that wants to be listened for on a port. */
export interface Claim {
  readonly service: MeshService;
  readonly port: MeshPort;
}

/** Services in their order, so that who comes first decides where several claim a listener. */
export function claimsAt(
  client: SidecarClient,
  egress: EgressScope,
  bind: string,
  port: number,
): readonly Claim[] {
  if (bind === wildcard) return wildcardClaims(client, egress, port);
  if (egress.bind === bind)
    return claimsOf(egress, egress.byPort.get(port), port);
  const isHeadless = headlessPorts(client.state, bind);
  const own =
    isHeadless &&
    egress.byPort
      .get(port)
      ?.filter(
        ({ hostname, addresses, ports }) =>
          addresses.length === 0 &&
          ports.some(
            ({ number, name }) => number === port && isHeadless(hostname, name),
          ),
      );
  return claimsOf(
    egress,
    [...(egress.byAddress.get(bind) ?? []), ...(own ?? [])],
    port,
  );
}

// Without a port of its own, a listener is made for every port of every service.
function claimsOf(
  egress: EgressScope,
  services: readonly MeshService[] = [],
  number: number,
): readonly Claim[] {
  return services.flatMap(service =>
    egress.port
      ? [{ service, port: ownPort(egress.port) }]
      : service.ports
          .filter(one => one.number === number)
          .map(port => ({ service, port })),
  );
}

function ownPort({ number, name, protocol }: SidecarPort): MeshPort {
  return {
    number,
    name,
    protocol: parseProtocol(protocol),
    targetPort: number,
  };
}

// All HTTP services of a port share one listener: one of them stands for all.
function wildcardClaims(
  client: SidecarClient,
  egress: EgressScope,
  port: number,
): readonly Claim[] {
  const index = client.scope.listeners.indexOf(egress);
  const key = `wildcard|${index}|${port}`;
  const known = client.scope.memo.get(key) as readonly Claim[] | undefined;
  if (known) return known;
  let http = false;
  const onPort = claimsOf(egress, egress.byPort.get(port), port);
  const chosen = onPort.filter(({ service, port: { protocol } }) => {
    if (service.resolution === 'alias') return false;
    if (listenerProtocol(protocol) === 'http') {
      const first = !http;
      http = true;
      return first;
    }
    if (egress.bind === wildcard) return true;
    return service.addresses.length === 0 || service.addresses[0].includes('/');
  });
  client.scope.memo.set(key, chosen);
  return chosen;
}
