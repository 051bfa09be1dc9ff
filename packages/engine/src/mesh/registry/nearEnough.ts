// Services that keep connections on the client's node: spec.internalTrafficPolicy.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { KubeObject } from '../../state/meta';
import { podOf } from '../workload/membership';
import type { MeshEndpoint } from './endpoints';

type MayKeepLocal = KubeObject & { readonly internalTrafficPolicy?: string };

/** The endpoints that a Service leaves to a client, and what makes that less than proven. */
interface Left {
  readonly endpoints: readonly MeshEndpoint[];
  readonly doubts: readonly string[];
}

/** Whether ztunnel sends a client's connection to an endpoint: it goes by the nodes of workloads. */
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
 * The endpoints that kube-proxy forwards a client to. It goes by the node that the EndpointSlice says, wherever the pod
 * is, and takes an endpoint without one for none of its node: kubernetes pkg/proxy/topology.go CategorizeEndpoints,
 * pkg/proxy/endpointslicecache.go addEndpoints.
 */
export function forwardedTo(
  state: ClusterState,
  object: MayKeepLocal,
  client: Pod | undefined,
  endpoints: readonly MeshEndpoint[],
): Left {
  const here = client?.nodeName;
  if (object.internalTrafficPolicy !== 'Local' || here === undefined) {
    return { endpoints, doubts: [] };
  }
  return {
    endpoints: endpoints.filter(
      ({ listedNode }) => listedNode === here || listedNode === '',
    ),
    doubts: endpoints.flatMap(one => nodeDoubt(state, object, here, one) ?? []),
  };
}

function nodeDoubt(
  state: ClusterState,
  object: KubeObject,
  here: string,
  { listedNode, pod, address }: MeshEndpoint,
): string | undefined {
  const about = `${objectName(object)} keeps connections on the client's node`;
  if (listedNode === '') {
    return `${about}, and its EndpointSlices say several nodes of ${address}: kube-proxy takes either.`;
  }
  const isHere = podOf(state, pod)?.nodeName === here;
  return listedNode === undefined && isHere
    ? `${about}, and no EndpointSlice of it says the node of ${address}: kube-proxy takes it for another one.`
    : undefined;
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
): Left {
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
