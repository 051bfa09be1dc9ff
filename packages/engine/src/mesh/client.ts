// A proxy that opens connections: what its configuration is made for.
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Labels } from '../state/read';
import { familiesOf } from './registry/addressFamily';
import { MeshService, servicesNamed } from './registry/registry';
import { addCluster } from './sidecarScope/scopeClusters';
import { sidecarFor } from './sidecarScope/sidecarSelection';
import { SidecarScope, sidecarScope } from './sidecarScope/sidecarScope';
import { servicesVisibleTo } from './controlPlane/visibility';

export interface ProxyClient {
  readonly state: ClusterState;
  readonly pod: Pod;
  readonly namespace: string;
  readonly labels: Labels;
  /** Gateways and waypoints follow no Sidecar; gateways look endpoints of headless services up. */
  readonly kind: 'sidecar' | 'gateway' | 'waypoint';
  /** The service that the proxy has clusters for under a host. */
  cluster(hostname: string): MeshService | undefined;
}

/** A sidecar knows what its Sidecar resource lets it know. */
export interface SidecarClient extends ProxyClient {
  readonly kind: 'sidecar';
  readonly scope: SidecarScope;
}

/** The sidecar of a pod as a client. Its scope is read when it is asked for, and by whoever asks. */
export function sidecarClient(state: ClusterState, pod: Pod): SidecarClient {
  const { namespace, labels } = pod.meta;
  const scope = () =>
    sidecarScope(state, namespace, sidecarFor(state, pod), familiesOf(pod));
  return {
    state,
    pod,
    namespace,
    labels,
    kind: 'sidecar',
    get scope() {
      return scope();
    },
    cluster: hostname => scope().clusters.get(hostname),
  };
}

/** An Istio gateway pod as a client: no Sidecar holds for it. */
export function gatewayClient(state: ClusterState, pod: Pod): ProxyClient {
  const { namespace, labels } = pod.meta;
  return {
    state,
    pod,
    namespace,
    labels,
    kind: 'gateway',
    cluster: hostname => clusterOfGateway(state, namespace, hostname),
  };
}

/** A waypoint pod as a client of services that are not its own. */
export function waypointClient(state: ClusterState, pod: Pod): ProxyClient {
  return { ...gatewayClient(state, pod), kind: 'waypoint' };
}

/**
 * The service that gateways of a namespace have clusters for under a host: every one that is exported
 * to them counts (istio pilot/pkg/model/sidecar.go DefaultSidecarScopeForGateway).
 */
export function clusterOfGateway(
  state: ClusterState,
  namespace: string,
  hostname: string,
): MeshService | undefined {
  const clusters = new Map<string, MeshService>();
  const named = servicesNamed(state, hostname);
  for (const service of servicesVisibleTo(namespace, named)) {
    addCluster(clusters, service);
  }
  return clusters.get(hostname);
}
