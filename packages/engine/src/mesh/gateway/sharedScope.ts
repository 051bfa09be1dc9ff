// Gateways take over what the sidecars of their namespace know by default, once one of those is connected: which host
// is meant then depends on who came first. Istio pilot/pkg/model/push_context.go doGetSidecarScope.
import type { ClusterState } from '../../state/clusterState';
import { pods } from '../../state/kinds/pod';
import type { ProxyClient } from '../client';
import { familiesOf } from '../registry/addressFamily';
import { MeshService, servicesNamed } from '../registry/registry';
import { sidecarScope } from '../sidecarScope/sidecarScope';
import { sidecarFor } from '../sidecarScope/sidecarSelection';
import { proxyRole } from '../workload/membership';

/** What it leans on which service a gateway takes a host for; nothing where sidecars take it for the same one. */
export function sharedScopeDoubts(
  client: ProxyClient,
  hostnames: readonly string[],
): readonly string[] {
  const { state, namespace } = client;
  const shared = hostnames.filter(
    host => isOfSeveralNamespaces(state, host) || !client.cluster(host),
  );
  if (shared.length === 0 || !hasDefaultSidecar(state, namespace)) return [];
  const families = familiesOf(client.pod);
  const { clusters } = sidecarScope(state, namespace, undefined, families);
  return shared
    .filter(host => !areAlike(clusters.get(host), client.cluster(host)))
    .map(host =>
      client.cluster(host)
        ? `Services of several namespaces have the host ${host}: the gateway takes another one of them once a sidecar of the namespace ${namespace} is connected.`
        : `The gateway sees nothing of the host ${host} by itself, and does once a sidecar of the namespace ${namespace} is connected, for which a VirtualService leads there.`,
    );
}

function areAlike(
  a: MeshService | undefined,
  b: MeshService | undefined,
): boolean {
  return a?.object === b?.object && a?.ports.length === b?.ports.length;
}

function isOfSeveralNamespaces(state: ClusterState, host: string): boolean {
  const namespaces = servicesNamed(state, host).map(one => one.namespace);
  return new Set(namespaces).size > 1;
}

function hasDefaultSidecar(state: ClusterState, namespace: string): boolean {
  return state
    .inNamespace(pods, namespace)
    .some(pod => proxyRole(pod) === 'sidecar' && !sidecarFor(state, pod));
}
