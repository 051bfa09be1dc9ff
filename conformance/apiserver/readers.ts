import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parse } from 'yaml';
import type { KubernetesApi, KubernetesObject } from './kubernetesApi';

const run = path.resolve(__dirname, '../../scripts/run.mjs');
const apiGroup = 'rbac.authorization.k8s.io';

/** The ClusterRole that the command line prints, less one kind, for the group of the reader's token. */
export async function letReadersReadAllBut(
  hidden: string,
  cluster: KubernetesApi,
): Promise<void> {
  const printed = execFileSync(
    process.execPath,
    [run, 'packages/cli/src/main.ts', 'rbac', '--name', 'restricted'],
    { encoding: 'utf8' },
  );
  const role = parse(printed) as KubernetesObject & {
    rules: { resources: string[] }[];
  };
  const rules = role.rules
    .map(rule => ({
      ...rule,
      resources: rule.resources.filter(name => name !== hidden),
    }))
    .filter(({ resources }) => resources.length > 0);
  await cluster.create({ ...role, rules });
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
