// Who is in the mesh: istio pkg/kube/inject/inject.go, cni/pkg/util/podutil.go, manifests' injection templates.
import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { Container, isDone, Pod, pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import { because } from '../because';

export interface Membership {
  /** What carries the workload's own traffic. */
  readonly mesh: 'sidecar' | 'ambient' | 'none';
  /** What its `istio-proxy` container, if any, is run as. */
  readonly proxyRole: 'sidecar' | 'gateway' | 'waypoint' | 'none';
  readonly reasons: readonly Reason[];
}

const redirection = 'ambient.istio.io/redirection';

// Most ask for the mesh alone: the rest is worked out for those who want to know.
class MembershipOf implements Membership {
  readonly #pod: Pod;

  constructor(pod: Pod) {
    this.#pod = pod;
  }

  get mesh(): Membership['mesh'] {
    return meshOf(this.#pod);
  }

  get proxyRole(): Membership['proxyRole'] {
    return proxyRole(this.#pod);
  }

  get reasons(): readonly Reason[] {
    return whyOf(this.#pod, this.proxyRole);
  }
}

/** Whether a pod is in the mesh, and by what. A pod that is not there is in no mesh. */
export function membership(state: ClusterState, podKey: string): Membership {
  const pod = podOf(state, podKey);
  if (!pod) return { mesh: 'none', proxyRole: 'none', reasons: [] };
  return new MembershipOf(pod);
}

/** A pod by its key "namespace/name". */
export function podOf(state: ClusterState, podKey: string): Pod | undefined {
  return state.at(pods, podKey);
}

export function podKeyOf(pod: Pod): string {
  return `${pod.meta.namespace}/${pod.meta.name}`;
}

/** The mesh that carries a pod's traffic. */
export function meshOf(pod: Pod): Membership['mesh'] {
  if (pod.hostNetwork) return 'none';
  if (proxyRole(pod) === 'sidecar') return 'sidecar';
  return saysRedirected(pod) ? 'ambient' : 'none';
}

/** Whether a pod is annotated as redirected to a ztunnel, which is all that istiod asks. */
export function saysRedirected({ meta }: Pod): boolean {
  return meta.annotations[redirection] === 'enabled';
}

/** Role of the pod's Istio proxy, read from its arguments: its name proves nothing. */
export function proxyRole(pod: Pod): Membership['proxyRole'] {
  const proxy = proxyContainer(pod);
  const args = proxy?.args ?? [];
  if (args[0] !== 'proxy') return 'none';
  if (args[1] === 'sidecar') return isProxyless(proxy) ? 'none' : 'sidecar';
  if (args[1] === 'router') return 'gateway';
  return args[1] === 'waypoint' ? 'waypoint' : 'none';
}

/** The `istio-proxy` container; native sidecars are init containers that keep running. */
export function proxyContainer({
  containers,
  initContainers,
}: Pod): Container | undefined {
  return containers.find(isNamedProxy) ?? initContainers.find(isNativeProxy);
}

function isNamedProxy({ name }: Container): boolean {
  return name === 'istio-proxy';
}

function isNativeProxy(one: Container): boolean {
  return isNamedProxy(one) && one.restartPolicy === 'Always';
}

/** Pods by the role of their Istio proxy; those that have none, or have ended, are left out. */
export const podsByProxyRole = indexBy(pods, pod => {
  const role = proxyRole(pod);
  return role === 'none' || isDone(pod) ? [] : [role];
});

// The agent of proxyless gRPC runs under the same name and arguments.
function isProxyless(proxy: Container | undefined): boolean {
  return proxy?.env.ISTIO_META_GENERATOR === 'grpc';
}

function whyOf(pod: Pod, role: Membership['proxyRole']): readonly Reason[] {
  const name = objectName(pod);
  if (role !== 'none') {
    const place = pod.containers.some(one => one.name === 'istio-proxy')
      ? 'spec.containers[istio-proxy].args'
      : 'spec.initContainers[istio-proxy].args';
    const args = proxyContainer(pod)?.args.slice(0, 2).join(' ');
    return [
      because(`${name} runs Istio's proxy as ${role}.`, [
        evidenceOf(pod, place, args),
      ]),
    ];
  }
  if (pod.hostNetwork) {
    return [
      because(
        `${name} uses its node's network, so no mesh carries its traffic.`,
        [evidenceOf(pod, 'spec.hostNetwork', true)],
      ),
    ];
  }
  if (meshOf(pod) === 'ambient') {
    return [
      because(`${name} is carried by its node's ztunnel.`, [
        annotationEvidence(pod, redirection),
      ]),
    ];
  }
  return [
    because(`${name} has no sidecar and is not redirected to a ztunnel.`, [
      annotationEvidence(pod, 'sidecar.istio.io/status'),
      annotationEvidence(pod, redirection),
    ]),
  ];
}
