// The servers that a gateway pod serves: istio pilot/pkg/model/gateway.go mergeGateways, resolvePorts, gatewayRDSRouteName.
import { compareText } from '../state/compareText';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import { matchesLabels } from '../state/selector';
import { gatewayWorld } from './gatewayWorld';
import { targetPorts } from './inboundPort';
import { proxyRole } from './membership';
import type { MeshGateway, MeshServer } from './meshGateway';
import { listenerProtocol, parseProtocol } from './protocolSelection';
import { MeshPort, MeshService, registry } from './registry';

/** A server on the container port that it ends up on. */
export interface BoundServer {
  readonly gateway: MeshGateway;
  readonly server: MeshServer;
  /** Container port. */
  readonly port: number;
  /** Servers with the same name share their routes; empty where bytes are passed on. */
  readonly routeName: string;
}

interface Target {
  readonly service: MeshService;
  readonly port: MeshPort;
  readonly targetPort: number;
}

const noTranslation = 'experimental.istio.io/disable-gateway-port-translation';

/** What a gateway pod serves, in the order in which servers were taken. */
export function gatewayServers(
  state: ClusterState,
  pod: Pod,
): readonly BoundServer[] {
  if (proxyRole(pod) !== 'gateway') return [];
  const targets = targetsOf(state, pod);
  const bound = state.read(gatewayWorld).gateways.flatMap(gateway => {
    const own = targetsFor(gateway, pod, targets);
    return own ? gateway.servers.flatMap(one => bind(gateway, one, own)) : [];
  });
  return withoutConflicts(bound);
}

/** Whether a gateway's servers are meant for a pod. */
export function serves(
  state: ClusterState,
  gateway: MeshGateway,
  pod: Pod,
): boolean {
  return (
    proxyRole(pod) === 'gateway' &&
    targetsFor(gateway, pod, targetsOf(state, pod)) !== undefined
  );
}

// Service ports that lead to the pod, oldest Service first.
function targetsOf(state: ClusterState, pod: Pod): readonly Target[] {
  const all = state.read(registry).byNamespace.get(pod.meta.namespace) ?? [];
  return all
    .flatMap(service =>
      service.ports.flatMap(port =>
        targetPorts(service, port, pod).map(targetPort => ({
          service,
          port,
          targetPort,
        })),
      ),
    )
    .sort(
      ({ service: a }, { service: b }) =>
        Math.floor(a.created / 1000) - Math.floor(b.created / 1000) ||
        compareText(a.hostname, b.hostname),
    );
}

function targetsFor(
  gateway: MeshGateway,
  pod: Pod,
  targets: readonly Target[],
): readonly Target[] | undefined {
  const { selects } = gateway;
  if (selects.by === 'labels') {
    return matchesLabels(selects.labels, pod.meta.labels) ? targets : undefined;
  }
  const own = targets.filter(
    ({ service }) =>
      selects.hostnames.has(service.hostname) &&
      service.namespace === gateway.namespace,
  );
  return own.length > 0 ? own : undefined;
}

function bind(
  gateway: MeshGateway,
  server: MeshServer,
  targets: readonly Target[],
): readonly BoundServer[] {
  return portsOf(gateway, server.port, targets).map(port => ({
    gateway,
    server,
    port,
    routeName: routeName(gateway, server, port),
  }));
}

// A server's port is one of the gateway's Service; where no Service has it, it is bound as it is.
function portsOf(
  gateway: MeshGateway,
  number: number,
  targets: readonly Target[],
): readonly number[] {
  const byLabels = gateway.selects.by === 'labels';
  const found = targets
    .filter(({ port }) => port.number === number)
    .filter(
      ({ service }) =>
        !byLabels || !(noTranslation in service.object.meta.labels),
    )
    .map(one => one.targetPort);
  if (!byLabels) return [...new Set(found)];
  return [found[0] ?? number];
}

function routeName(
  { namespace, name }: MeshGateway,
  server: MeshServer,
  port: number,
): string {
  const suffix = server.bind === '' ? '' : `.${server.bind}`;
  if (isHttp(server)) return `http.${port}${suffix}`;
  return terminatesHttps(server)
    ? `https.${server.port}.${server.portName}.${name}.${namespace}${suffix}`
    : '';
}

export function isHttp(server: MeshServer): boolean {
  return listenerProtocol(parseProtocol(server.protocol)) === 'http';
}

export function passesThrough({ tls }: MeshServer): boolean {
  return tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH';
}

/** HTTPS whose TLS ends here. */
export function terminatesHttps(server: MeshServer): boolean {
  return (
    parseProtocol(server.protocol) === 'HTTPS' &&
    server.tls !== undefined &&
    !passesThrough(server)
  );
}

// Older servers come first; a later one that claims the same port differently is left out.
function withoutConflicts(
  bound: readonly BoundServer[],
): readonly BoundServer[] {
  const taken: BoundServer[] = [];
  const tlsHosts = new Set<string>();
  for (const one of bound) {
    const { server, port } = one;
    const hosts = server.hosts.map(host => `${port}|${server.bind}|${host}`);
    if (server.tls && hosts.some(host => tlsHosts.has(host))) continue;
    if (server.tls) hosts.forEach(host => tlsHosts.add(host));
    if (!conflicts(one, taken)) taken.push(one);
  }
  return taken;
}

function conflicts(
  { server, port, routeName: name }: BoundServer,
  taken: readonly BoundServer[],
): boolean {
  const same = taken.filter(
    one => one.port === port && one.server.bind === server.bind,
  );
  if (same.length === 0) return false;
  const plain = same.find(one => isHttp(one.server) || !one.server.tls);
  if (plain) return !isHttp(server) || !isHttp(plain.server) || name === '';
  if (isHttp(server) || !server.tls) return true;
  return name !== '' && same.some(one => one.routeName === name);
}
