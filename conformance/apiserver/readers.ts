import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { KubernetesApi, KubernetesObject } from './kubernetesApi';

const run = path.resolve(__dirname, '../../scripts/run.mjs');
const apiGroup = 'rbac.authorization.k8s.io';

/** What a role grants, as the API server takes it. */
export interface ClusterRole extends KubernetesObject {
  readonly rules: readonly { readonly resources: readonly string[] }[];
}

/** The ClusterRole that the command line prints. */
export function printedRole(name: string): ClusterRole {
  return parse(printed('--name', name)) as ClusterRole;
}

/** The ClusterRole and the binding to a service account ("namespace/name") that the command line prints together. */
export function printedRoleAndBinding(
  name: string,
  account: string,
): { readonly role: ClusterRole; readonly binding: KubernetesObject } {
  const [role, binding] = parseAllDocuments(
    printed('--name', name, '--service-account', account),
  ).map(document => document.toJS());
  return { role, binding };
}

function printed(...flags: readonly string[]): string {
  return execFileSync(
    process.execPath,
    [run, 'packages/cli/src/main.ts', 'rbac', ...flags],
    { encoding: 'utf8' },
  );
}

/** The same role, less one kind. */
export function withoutKind(role: ClusterRole, hidden: string): ClusterRole {
  const rules = role.rules
    .map(rule => ({
      ...rule,
      resources: rule.resources.filter(name => name !== hidden),
    }))
    .filter(({ resources }) => resources.length > 0);
  return { ...role, rules };
}

/** What that role grants, less one kind, for the group of the reader's token. */
export async function letReadersReadAllBut(
  hidden: string,
  cluster: KubernetesApi,
): Promise<void> {
  await cluster.create(withoutKind(printedRole('restricted'), hidden));
  await cluster.create({
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'restricted' },
    roleRef: {
      apiGroup,
      kind: 'ClusterRole',
      name: 'restricted',
    },
    subjects: [{ apiGroup, kind: 'Group', name: 'readers' }],
  });
}
