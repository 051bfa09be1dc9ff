import {
  KindDefinition,
  kinds,
  revisionConfigMaps,
} from '@ingress-posture/engine';
import { clusterRole } from '../rbac/clusterRole';
import { clusterRoleBinding } from '../rbac/clusterRoleBinding';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';
import { serviceKey } from './sourceFlags';

const DEFAULT_NAME = 'ingress-posture';
const flags = {
  name: { type: 'string', default: DEFAULT_NAME },
  revision: { type: 'string', multiple: true, default: [] as string[] },
  'service-account': { type: 'string' },
  kinds: { type: 'boolean' },
} as const;

/** Prints the ClusterRole that the backend plugin needs; docs/permissions.md shows its output. */
export const rbacCommand: Command = {
  name: 'rbac',
  summary: 'Print the ClusterRole that reading a cluster needs',
  help: `Usage: ingress-posture rbac [--name NAME] [--revision NAME]...
                            [--service-account NAMESPACE/NAME] | --kinds

Prints the ClusterRole that reading a cluster needs, made from the list of kinds
that the analysis reads. All of it is get, list and watch.

  --name NAME      name of the ClusterRole (${DEFAULT_NAME})
  --revision NAME  a revision of Istio besides the default one, whose MeshConfig
                   (ConfigMap istio-NAME) is to be read; once for each
  --service-account NAMESPACE/NAME
                   who is to have it: prints the binding, too
  --kinds          print the kinds that are read instead, a line each, by the names
                   that kubectl api-resources -o name has for them
  -h, --help       show this help

  ingress-posture rbac --service-account backstage/backstage | kubectl apply -f -
`,
  options: flags,
  run: async (args, terminal) => {
    const { values, positionals } = parseFlags(args, flags);
    if (positionals.length > 0) {
      throw new UsageError(`rbac takes no argument '${positionals[0]}'`);
    }
    if (values.kinds) {
      terminal.print(kinds.map(nameOf).join(''));
      return;
    }
    const account = values['service-account'];
    const bound =
      account === undefined
        ? []
        : [
            clusterRoleBinding(
              values.name,
              serviceKey('--service-account', account),
            ),
          ];
    const revisions = values.revision.flatMap(revisionConfigMaps);
    const role = clusterRole(withNames(kinds, revisions), values.name);
    terminal.print([role, ...bound].join('---\n'));
  },
};

/** "ingresses.networking.k8s.io", as kubectl names a kind. */
function nameOf({ plural, group }: KindDefinition): string {
  return `${group === '' ? plural : `${plural}.${group}`}\n`;
}

/** The kinds, with more names of those that objects of other kinds name. */
function withNames(
  all: readonly KindDefinition[],
  more: readonly string[],
): readonly KindDefinition[] {
  return all.map(kind =>
    kind.namedBy ? { ...kind, names: [...(kind.names ?? []), ...more] } : kind,
  );
}
