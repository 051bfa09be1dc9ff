// A proxy that opens connections: what its configuration is made for.
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Labels } from '../state/read';
import { sidecarFor } from './sidecarSelection';
import { gatewayScope, SidecarScope, sidecarScope } from './sidecarScope';

export interface ProxyClient {
  readonly state: ClusterState;
  readonly pod: Pod;
  readonly namespace: string;
  readonly labels: Labels;
  /** Gateways follow no Sidecar and look endpoints of headless services up. */
  readonly kind: 'sidecar' | 'gateway';
  readonly scope: SidecarScope;
}

/** The sidecar of a pod as a client. Its scope is read when it is asked for, and by whoever asks. */
export function sidecarClient(state: ClusterState, pod: Pod): ProxyClient {
  const { namespace, labels } = pod.meta;
  return {
    state,
    pod,
    namespace,
    labels,
    kind: 'sidecar',
    get scope() {
      return sidecarScope(state, namespace, sidecarFor(state, pod));
    },
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
    get scope() {
      return gatewayScope(state, namespace);
    },
  };
}
