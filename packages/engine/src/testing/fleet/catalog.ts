import { stringify } from 'yaml';
import { systems, Team, teams } from './teams';

type Json = { readonly [field: string]: unknown };

/** Catalog entities of the fleet, below examples/catalog/. */
export function catalogFiles(): ReadonlyMap<string, string> {
  return new Map([
    file('organization', [company(), ...teams.map(group)]),
    file('systems', [domain(), ...Object.keys(systems).map(system)]),
    file(
      'components',
      teams.flatMap(team => team.services.map(name => component(team, name))),
    ),
  ]);
}

function file(name: string, entities: readonly Json[]): [string, string] {
  const documents = entities.map(one =>
    stringify(
      { apiVersion: 'backstage.io/v1alpha1', ...one },
      { lineWidth: 0, singleQuote: true },
    ),
  );
  const heading = '# Of the cluster fleet. Written by `npm run fleet`.\n';
  return [`catalog/fleet/${name}.yaml`, heading + documents.join('---\n')];
}

function company(): Json {
  return {
    kind: 'Group',
    metadata: { name: 'travel' },
    spec: {
      type: 'organization',
      profile: { displayName: 'Example Travel' },
      children: teams.map(team => team.name),
    },
  };
}

function group({ name, title }: Team): Json {
  return {
    kind: 'Group',
    metadata: { name },
    spec: {
      type: 'team',
      profile: { displayName: title },
      parent: 'travel',
      children: [],
    },
  };
}

function domain(): Json {
  return {
    kind: 'Domain',
    metadata: { name: 'travel', title: 'Travel' },
    spec: { owner: 'group:default/travel' },
  };
}

function system(name: string): Json {
  const { name: owner } = teams.find(team => team.system === name)!;
  return {
    kind: 'System',
    metadata: { name, description: systems[name] },
    spec: { owner: `group:default/${owner}`, domain: 'travel' },
  };
}

/** One entity a service, bound to it in all environments; two teams bind by label selector. */
function component({ name: owner, system: of }: Team, name: string): Json {
  const bySelector = owner === 'mobile' || owner === 'data-travel';
  return {
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/kubernetes-cluster': 'fleet',
        ...(bySelector
          ? { 'backstage.io/kubernetes-label-selector': `app=${name}` }
          : { 'backstage.io/kubernetes-id': name }),
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `group:default/${owner}`,
      system: of,
    },
  };
}
