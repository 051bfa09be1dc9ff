import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runCli } from '../__testUtils__/runCli';
import { clusterRoleBinding } from './clusterRoleBinding';

const account = { namespace: 'backstage', name: 'backstage' };

describe('clusterRoleBinding', () => {
  it('is the one that docs/permissions.md shows', () => {
    const page = readFileSync(
      path.resolve(__dirname, '../../../../docs/permissions.md'),
      'utf8',
    );
    expect(page).toContain(clusterRoleBinding('ingress-posture', account));
  });

  it('follows the role of the same name where an account is given', async () => {
    const { out } = await runCli([
      'rbac',
      '--name',
      'reader',
      '--service-account',
      'backstage/backstage',
    ]);
    const [role, binding, ...more] = parseAllDocuments(out).map(one =>
      one.toJS(),
    );
    expect(more).toEqual([]);
    expect(role.metadata).toEqual({ name: 'reader' });
    expect(binding).toMatchObject({
      kind: 'ClusterRoleBinding',
      roleRef: { kind: role.kind, name: role.metadata.name },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    });
  });

  it('asks for the namespace of an account', async () => {
    const args = ['rbac', '--service-account', 'backstage'];
    const { code, err } = await runCli(args);
    expect(code).toBe(2);
    expect(err).toContain(
      '--service-account backstage: expected NAMESPACE/NAME',
    );
  });
});
