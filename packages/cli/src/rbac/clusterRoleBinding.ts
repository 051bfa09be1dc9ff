import { stringify } from 'yaml';

/** The identity that a backend has in the cluster. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/** The ClusterRoleBinding that gives a ServiceAccount the ClusterRole of this name, as YAML. */
export function clusterRoleBinding(
  role: string,
  { namespace, name }: ServiceAccount,
): string {
  return stringify({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: role },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}
