import type { Pod } from '../../state/kinds/pod';

/** The workload that keeps a pod: the Deployment behind its ReplicaSet, or whatever owns it. */
export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/**
 * The owner's name is taken from the pod itself: a Deployment's ReplicaSet is called
 * `<deployment>-<pod-template-hash>`, so Deployments and ReplicaSets need not be watched.
 */
export function ownerOf(pod: Pod): Owner {
  const { namespace, name, owner, labels } = pod.meta;
  if (!owner) return { apiVersion: 'v1', kind: 'Pod', namespace, name };
  const hash = labels['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`)) {
    const deployment = owner.name.slice(0, -hash.length - 1);
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace,
      name: deployment,
    };
  }
  return {
    apiVersion: 'apps/v1',
    kind: owner.kind,
    namespace,
    name: owner.name,
  };
}
