import { kinds } from '@ingress-posture/engine';
import { parse } from 'yaml';
import { runCli } from '../__testUtils__/runCli';
import { clusterRole } from './clusterRole';

const kind = (group: string, plural: string, names?: readonly string[]) => ({
  group,
  plural,
  kind: plural,
  purpose: `why ${plural}`,
  ...(names && { names }),
});
const verbs = ['get', 'list', 'watch'];

describe('clusterRole', () => {
  it('reads the kinds of a group by one rule, and says what each is for', () => {
    const role = clusterRole(
      [kind('', 'pods'), kind('', 'services')],
      'reader',
    );
    expect(role).toContain('- pods # why pods\n');
    expect(parse(role)).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'reader' },
      rules: [{ apiGroups: [''], resources: ['pods', 'services'], verbs }],
    });
  });

  it('reads a kind that is known by name by these names only', () => {
    const role = clusterRole([kind('', 'configmaps', ['istio'])], 'reader');
    expect(parse(role).rules).toEqual([
      {
        apiGroups: [''],
        resources: ['configmaps'],
        resourceNames: ['istio'],
        verbs,
      },
    ]);
  });

  it('gives every group a rule of its own', () => {
    const role = clusterRole([kind('', 'pods'), kind('apps', 'x')], 'reader');
    expect(
      parse(role).rules.map((rule: { apiGroups: string[] }) => rule.apiGroups),
    ).toEqual([[''], ['apps']]);
  });

  it('covers every kind that the engine reads, and never writes or reads Secrets', () => {
    const { rules } = parse(clusterRole(kinds, 'reader')) as {
      rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
    };
    const covered = rules.flatMap(rule =>
      rule.resources.map(resource => `${rule.apiGroups[0]}/${resource}`),
    );
    expect(covered.sort()).toEqual(
      kinds.map(one => `${one.group}/${one.plural}`).sort(),
    );
    expect(covered).not.toContain('/secrets');
    for (const rule of rules) expect(rule.verbs).toEqual(verbs);
  });

  it('can be read as the names that kubectl has for the kinds', async () => {
    const { code, out } = await runCli(['rbac', '--kinds']);
    expect(code).toBe(0);
    const names = out.trimEnd().split('\n');
    expect(names).toHaveLength(kinds.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'pods',
        'configmaps',
        'ingresses.networking.k8s.io',
        'authorizationpolicies.security.istio.io',
      ]),
    );
  });
});
