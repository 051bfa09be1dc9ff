// Services that keep connections on the client's node: spec.internalTrafficPolicy.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { KubeObject } from '../../state/meta';
import { podOf } from '../workload/membership';
import type { MeshEndpoint } from './endpoints';

type MayKeepLocal = KubeObject & { readonly internalTrafficPolicy?: string };

/** Whether a Service lets a client of the cluster reach an endpoint. */
export function isNearEnough(
  state: ClusterState,
  object: MayKeepLocal,
  client: Pod | undefined,
  endpoint: MeshEndpoint,
): boolean {
  if (object.internalTrafficPolicy !== 'Local') return true;
  const here = client?.nodeName;
  const there = podOf(state, endpoint.pod)?.nodeName;
  return here === undefined || there === undefined || here === there;
}

/**
 * The endpoints that Istio tells a proxy of, and what makes that less than proven. It goes by the node of the pod that it
 * takes one for, and one that it takes for none is on no node: istio pilot/pkg/xds/endpoints/endpoint_builder.go
 * filterIstioEndpoint.
 */
export function toldOf(
  state: ClusterState,
  object: MayKeepLocal,
  client: Pod,
  endpoints: readonly MeshEndpoint[],
): {
  readonly endpoints: readonly MeshEndpoint[];
  readonly doubts: readonly string[];
} {
  const here = client.nodeName;
  if (object.internalTrafficPolicy !== 'Local' || here === undefined) {
    return { endpoints, doubts: [] };
  }
  const mayBeKnown = endpoints
    .filter(one => one.node === '')
    .flatMap(one => podOf(state, one.pod) ?? [])
    .filter(
      ({ meta, nodeName }) =>
        meta.namespace === object.meta.namespace && nodeName === here,
    );
  return {
    endpoints: endpoints.filter(({ node = here }) => node === here),
    doubts: mayBeKnown.map(pod => unnamed(object, pod)),
  };
}

function unnamed(object: KubeObject, pod: Pod): string {
  return `${objectName(
    object,
  )} keeps connections on the client's node, and no EndpointSlice of it names ${objectName(
    pod,
  )}: Istio knows its node only if it heard of the pod before the slice, which is not known.`;
}
