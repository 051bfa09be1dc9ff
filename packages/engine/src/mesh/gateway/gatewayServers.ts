// The servers that a gateway pod serves: istio pilot/pkg/model/gateway.go mergeGateways, resolvePorts, gatewayRDSRouteName.
import { compareText } from '../../state/compareText';
import type { ClusterState } from '../../state/clusterState';
import { bucket, deriveTable, groupBy } from '../../state/derived';
import type { Pod } from '../../state/kinds/pod';
import { services } from '../../state/kinds/service';
import { serviceEntries } from '../../state/kinds/serviceEntry';
import { matchesLabels } from '../../state/selector';
import { discoveryKinds } from '../controlPlane/discovery';
import type { Proxy } from './gatewayRule';
import { meshGateways } from './gatewayWorld';
import { targetPorts } from '../inbound/serviceTargets';
import { podKeyOf, podsByProxyRole, proxyRole } from '../workload/membership';
import type { MeshGateway, MeshServer } from './meshGateway';
import { isHttp, terminatesHttps } from './serverKinds';
import { Claim, withoutConflicts } from './sharedPorts';
import { merged } from './strictMerging';
import { familiesOf } from '../registry/addressFamily';
import { MeshPort, MeshService, servicesWithin } from '../registry/registry';

/** A server on the container port that it ends up on. */
export interface BoundServer {
  readonly gateway: MeshGateway;
  readonly server: MeshServer;
  /** Container port. */
  readonly port: number;
  /** Servers with the same name share their routes; empty where bytes are passed on. */
  readonly routeName: string;
  /** Servers of one slot of a port are one listener's, and those of HTTP one chain of it. */
  readonly slot: string;
}

interface Target {
  readonly service: MeshService;
  readonly port: MeshPort;
  readonly targetPort: number;
}

const noTranslation = 'experimental.istio.io/disable-gateway-port-translation';

/** What gateway pods serve, by "namespace/name". */
export const serversByPod = deriveTable(
  [
    meshGateways,
    bucket(podsByProxyRole, 'gateway'),
    services,
    serviceEntries,
    ...discoveryKinds,
  ],
  (state): ReadonlyMap<string, readonly BoundServer[]> =>
    new Map(
      state
        .lookup(podsByProxyRole, 'gateway')
        .map(pod => [podKeyOf(pod), serversOf(state, pod)]),
    ),
);

/** What a gateway pod serves, in the order in which servers were taken. */
export function gatewayServers(
  state: ClusterState,
  pod: Pod,
): readonly BoundServer[] {
  return state.readAt(serversByPod, podKeyOf(pod)) ?? [];
}

/** A pod that serves a gateway, and the servers of that gateway that it took. */
export interface Serving extends Proxy {
  /** "namespace/name". */
  readonly pod: string;
  readonly servers: readonly BoundServer[];
}

const servingGateway = deriveTable(
  [serversByPod, bucket(podsByProxyRole, 'gateway')],
  (state): ReadonlyMap<string, readonly Serving[]> =>
    groupBy(
      state.lookup(podsByProxyRole, 'gateway').flatMap(pod => {
        const { namespace, labels } = pod.meta;
        const all = state.readAt(serversByPod, podKeyOf(pod)) ?? [];
        return [...groupBy(all, one => [one.gateway.key]).values()].map(
          servers => ({ pod: podKeyOf(pod), namespace, labels, servers }),
        );
      }),
      one => [one.servers[0].gateway.key],
    ),
);

/** The pods that serve a gateway, by its key, sorted. */
export function podsServing(
  state: ClusterState,
  gateway: string,
): readonly Serving[] {
  return state.readAt(servingGateway, gateway) ?? [];
}

function serversOf(state: ClusterState, pod: Pod): readonly BoundServer[] {
  const targets = targetsOf(state, pod);
  const selecting = state.read(meshGateways).flatMap(gateway => {
    const own = targetsFor(gateway, pod, targets);
    return own ? [{ gateway, own }] : [];
  });
  const bound = merged(selecting, pod).flatMap(({ gateway, own }) =>
    gateway.servers.flatMap(one => bind(gateway, one, own)),
  );
  return withoutConflicts(bound).filter(one => isReachable(one, pod));
}

// A server may be bound to one address; what is at the loopback one is not for others, nor what is at any of a family
// for the other family.
function isReachable({ server: { bind: address } }: BoundServer, pod: Pod) {
  const families = familiesOf(pod);
  if (address === '0.0.0.0') return families !== 'IPv6';
  if (address === '::') return families !== 'IPv4';
  return address === '' || pod.ips.includes(address);
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
  return servicesWithin(state, pod.meta.namespace)
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
      service.namespace === selects.namespace,
  );
  return own.length > 0 ? own : undefined;
}

function bind(
  gateway: MeshGateway,
  server: MeshServer,
  targets: readonly Target[],
): readonly Claim[] {
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
