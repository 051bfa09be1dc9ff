import { ClusterState, kinds, podOf } from '@ingress-posture/engine';

const podKind = kinds.find(({ kind }) => kind === 'Pod')!;

/**
 * The pod that a client's name means: the pod of that name, or the first one of the workload of that
 * name. "namespace/name" in and out.
 */
export function clientPod(state: ClusterState, client: string): string {
  if (podOf(state, client)) return client;
  const [namespace, name] = client.split('/');
  // Every controller names its pods after itself, and a hyphen.
  const pod = state
    .inNamespace(podKind, namespace)
    .find(({ meta }) => meta.name.startsWith(`${name}-`));
  return pod ? `${namespace}/${pod.meta.name}` : client;
}
