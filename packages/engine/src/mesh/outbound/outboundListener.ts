// Which outbound listener and filter chain a captured connection meets: istio pilot/pkg/networking/core/listener.go
// buildSidecarOutboundListener.
import type { SidecarClient } from '../client';
import { Claim, claimsAt } from './listenerClaim';
import { Chain, httpChain, matchKey, wildcard } from './outboundChain';
import { listenerProtocol, Protocol } from './protocolSelection';
import { MeshPort, MeshService, registry } from '../registry/registry';
import type { EgressScope } from '../sidecarScope/sidecarScope';
import {
  instanceAddresses,
  sharesInstances,
} from '../registry/serviceInstances';
import { streamChains } from './streamChain';

export interface OutboundListener {
  readonly name: string;
  readonly chains: readonly Chain[];
}

interface Entry {
  chains: Chain[];
  protocol: Protocol;
  locked: boolean;
}

/** The listener of an address, else that of the port; undefined: the catch-all one. */
export function outboundListener(
  client: SidecarClient,
  address: string,
  port: number,
): OutboundListener | undefined {
  return (
    listenerAt(client, address, port) ?? listenerAt(client, wildcard, port)
  );
}

function listenerAt(
  client: SidecarClient,
  bind: string,
  port: number,
): OutboundListener | undefined {
  let entry: Entry | undefined;
  for (const egress of client.scope.listeners) {
    if (egress.port && egress.port.number !== port) continue;
    if (entry && !egress.port) entry.locked = true;
    for (const claim of claimsAt(client, egress, bind, port)) {
      entry = addService(client, egress, bind, claim, entry);
    }
  }
  return entry && { name: `${bind}_${port}`, chains: entry.chains };
}

function addService(
  client: SidecarClient,
  egress: EgressScope,
  bind: string,
  { service, port }: Claim,
  entry: Entry | undefined,
): Entry | undefined {
  if (service.resolution === 'alias') return entry;
  const kind = listenerProtocol(port.protocol);
  if (kind === 'none' || !bindsHere(client, egress, service, port, bind))
    return entry;
  if (entry?.locked || clashes(entry, port.protocol)) return entry;
  const existing = entry && listenerProtocol(entry.protocol);
  // It takes the place of whatever is there.
  if (port.protocol === 'HTTP_PROXY') {
    const chains = [httpChain(false)];
    return { chains, protocol: port.protocol, locked: false };
  }
  if (kind !== 'tcp' && existing === 'auto') return entry;
  if (kind === 'http' && existing === 'http') return entry;
  const stream = () => streamChains(client, egress, service, port, bind);
  if (kind === 'http') {
    const protocol = bind === wildcard ? 'AUTO' : port.protocol;
    const chains = [httpChain(bind === wildcard)];
    return entry ? join(entry, chains) : { chains, protocol, locked: false };
  }
  if (kind === 'tcp') {
    if (!entry)
      return { chains: stream(), protocol: port.protocol, locked: false };
    const upgraded = existing === 'http';
    return join(entry, stream(), upgraded ? 'AUTO' : entry.protocol);
  }
  const own = bind === wildcard ? undefined : service.hostname;
  const chains = [...stream(), httpChain(true, own)];
  return entry && existing === 'tcp'
    ? join(entry, chains)
    : { chains, protocol: 'AUTO', locked: false };
}

function bindsHere(
  client: SidecarClient,
  egress: EgressScope,
  service: MeshService,
  port: MeshPort,
  bind: string,
): boolean {
  if (egress.bind !== undefined) return egress.bind === bind;
  if (listenerProtocol(port.protocol) === 'http') return bind === wildcard;
  const [address = wildcard] = service.addresses;
  if (address.includes('/')) return bind === wildcard;
  if (address !== wildcard) return address === bind;
  return hasInstances(client, egress, service, port) === (bind !== wildcard);
}

// A ServiceEntry that neither lists nor selects any instance is for every address.
function hasInstances(
  { state }: SidecarClient,
  egress: EgressScope,
  service: MeshService,
  { number }: MeshPort,
): boolean {
  if (egress.port || service.resolution !== 'passthrough') return false;
  return (
    service.origin === 'Service' ||
    service.selector !== undefined ||
    (sharesInstances(state.read(registry), service) &&
      instanceAddresses(state, service, number).size > 0)
  );
}

// Servers that speak first must not share a listener with anything that is sniffed.
function clashes(entry: Entry | undefined, incoming: Protocol): boolean {
  if (!entry || entry.protocol === incoming) return false;
  const first = (one: Protocol) => one === 'MONGO' || one === 'MYSQL';
  return first(entry.protocol) || first(incoming);
}

function join(
  entry: Entry,
  incoming: readonly Chain[],
  protocol: Protocol = 'AUTO',
): Entry {
  const chains = [...entry.chains];
  for (const chain of incoming) {
    if (!chains.some(one => matchKey(one) === matchKey(chain))) {
      chains.push(chain);
    }
  }
  return { ...entry, chains, protocol };
}
