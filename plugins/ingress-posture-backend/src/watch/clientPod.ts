import { ClusterState, kinds, podOf } from '@ingress-posture/engine';

const podKind = kinds.find(({ kind }) => kind === 'Pod')!;

type Meta = ReturnType<ClusterState['inNamespace']>[number]['meta'];

/**
 * The pod that a client's name means: the pod of that name, or the first one of the workload of that
 * name, among the pods that may be meant. "namespace/name" in and out.
 */
export function clientPod(
  state: ClusterState,
  client: string,
  mayBeMeant: (pod: string) => boolean = () => true,
): string {
  if (podOf(state, client)) return client;
  const [namespace, name] = client.split('/');
  const pods = state
    .inNamespace(podKind, namespace)
    .map(({ meta }) => meta)
    .filter(meta => mayBeMeant(`${namespace}/${meta.name}`));
  const pod =
    pods.find(meta => workloadOf(meta) === name) ??
    // Every controller names its pods after itself, and a hyphen.
    pods.find(meta => meta.name.startsWith(`${name}-`));
  return pod ? `${namespace}/${pod.name}` : client;
}

/** The name of what keeps a pod: of a Deployment where that is a ReplicaSet of its. */
function workloadOf({ owner, labels }: Meta): string | undefined {
  const hash = labels['pod-template-hash'];
  return hash !== undefined && owner?.name.endsWith(`-${hash}`)
    ? owner.name.slice(0, -hash.length - 1)
    : owner?.name;
}
