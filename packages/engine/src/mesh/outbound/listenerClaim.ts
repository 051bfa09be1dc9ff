// Services that want to be listened for at an address: istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListeners.
import type { SidecarPort } from '../../state/kinds/sidecar';
import type { SidecarClient } from '../client';
import { headlessPorts } from '../registry/headlessService';
import { listenerProtocol, parseProtocol } from './protocolSelection';
import { MeshPort, MeshService, registry } from '../registry/registry';
import {
  instanceAddresses,
  sharesInstances,
} from '../registry/serviceInstances';
import type { EgressScope } from '../sidecarScope/sidecarScope';
import { wildcard } from './outboundChain';

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
  const own = egress.byAddress.get(bind) ?? [];
  return claimsOf(
    egress,
    [...own, ...withInstanceAt(client, egress, bind, port)],
    port,
  );
}

// Services without address are listened for at those of their instances.
function withInstanceAt(
  client: SidecarClient,
  egress: EgressScope,
  bind: string,
  port: number,
): readonly MeshService[] {
  const isHeadless = headlessPorts(client.state, bind);
  const shared = sharingInstances(client, egress, port);
  if (!isHeadless && shared.size === 0) return [];
  const named = (hostname: string, name: string) =>
    isHeadless?.(hostname, name) ?? false;
  const all = egress.byPort.get(port) ?? [];
  return all.filter(one =>
    shared.has(one)
      ? instanceAddresses(client.state, one, port).has(bind)
      : one.addresses.length === 0 &&
        one.ports.some(
          ({ number, name }) => number === port && named(one.hostname, name),
        ),
  );
}

function sharingInstances(
  client: SidecarClient,
  egress: EgressScope,
  port: number,
): ReadonlySet<MeshService> {
  const index = client.scope.listeners.indexOf(egress);
  const key = `instances|${index}|${port}`;
  const known = client.scope.memo.get(key);
  if (known) return known as ReadonlySet<MeshService>;
  const services = client.state.read(registry);
  const shared = new Set(
    (egress.byPort.get(port) ?? []).filter(
      one =>
        one.addresses.length === 0 &&
        one.resolution === 'passthrough' &&
        sharesInstances(services, one),
    ),
  );
  client.scope.memo.set(key, shared);
  return shared;
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
    if (protocol === 'HTTP_PROXY') return true;
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
