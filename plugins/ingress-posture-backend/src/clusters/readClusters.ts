import { targetPaths } from '@backstage/cli-common';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ClusterSourceType } from '@ingress-posture/plugin-ingress-posture-node';
import { z } from 'zod';
import type {
  ClusterConfig,
  ClusterSourceDescription,
  ConfiguredClusters,
} from './ClusterConfig';
import { sourceOptions } from './sourceOptions';

type AddedTypes = ReadonlyMap<string, ClusterSourceType>;

const ROOT = 'ingressPosture';
const ALL = 'kubernetes-plugin';

// Names appear in URLs, annotations and database keys.
const name = z
  .string()
  .regex(
    /^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])?$/,
    'must be letters, digits, "-", "_" and "."',
  );

const builtInSources = Object.entries(sourceOptions).map(([type, keys]) =>
  z.strictObject({ type: z.literal(type), ...keys }),
);

function schemaWith(added: AddedTypes) {
  const source = z.discriminatedUnion('type', [
    ...builtInSources,
    // What else is in there, the module that brought the type reads itself.
    ...[...added.keys()].map(type => z.looseObject({ type: z.literal(type) })),
  ] as unknown as [(typeof builtInSources)[number]]);
  return z.strictObject({
    clusters: z
      .array(
        z
          .strictObject({ name: name.optional(), source })
          .refine(cluster => cluster.name || isAll(cluster.source), {
            path: ['name'],
            message: `must be given, but for a source of type ${ALL} without a cluster, which is all clusters that plugin has`,
          }),
      )
      .default([]),
    // Read by the fleet's own (src/fleet/Environments.ts).
    environments: z.record(z.string(), z.array(z.string())).optional(),
    // Read where services are assigned to entities (src/entities/readNamespaceLabel.ts).
    ownership: z
      .strictObject({ namespaceLabel: z.string().min(1).optional() })
      .optional(),
    // The frontend's own (plugins/ingress-posture/config.d.ts).
    docsUrl: z.string().min(1).optional(),
    remedyTemplate: z
      .strictObject({
        entityRef: z.string().min(1),
        formData: z.record(z.string(), z.looseObject({})).optional(),
      })
      .optional(),
  });
}

/**
 * Reads `ingressPosture.clusters`. Throws an error that names the place in the config, so that a wrong
 * key stops the start instead of being ignored. Relative paths start at the root of the repository,
 * where `app-config.yaml` is.
 */
export function readClusters(
  config: Config,
  added: AddedTypes = new Map(),
): ConfiguredClusters {
  const result = schemaWith(added).safeParse(config.getOptional(ROOT) ?? {});
  if (!result.success) {
    throw new InputError(result.error.issues.map(describe).join('; '));
  }
  const { clusters } = result.data;
  mustDiffer(clusters.map(cluster => cluster.name));
  const read = (index: number, type: string) =>
    added.get(type)?.readOptions(
      // So that errors of the module name the place, too.
      config.getConfigArray(`${ROOT}.clusters`)[index].getConfig('source'),
    );
  return {
    clusters: clusters.flatMap((cluster, index): ClusterConfig[] => {
      if (!cluster.name) return [];
      const { type, ...keys } = cluster.source;
      const source: ClusterSourceDescription = {
        type,
        options: read(index, type) ?? withAbsolutePath(keys),
        ...(added.has(type) && { module: added.get(type)?.module }),
      };
      return [{ name: cluster.name, source }];
    }),
    allOfKubernetesPlugin: clusters.some(cluster => !cluster.name),
  };
}

function isAll(source: { readonly type: string }): boolean {
  return source.type === ALL && !('cluster' in source);
}

function mustDiffer(names: readonly (string | undefined)[]): void {
  names.forEach((one, index) => {
    const first = names.indexOf(one);
    if (first === index) return;
    throw new InputError(
      one === undefined
        ? `Invalid config at ${ROOT}.clusters[${index}]: ${ROOT}.clusters[${first}] is all clusters of the Kubernetes plugin already`
        : `Invalid config at ${ROOT}.clusters[${index}].name: "${one}" is the name of ${ROOT}.clusters[${first}] already`,
    );
  });
}

function withAbsolutePath(
  options: Readonly<Record<string, string>>,
): ClusterSourceDescription['options'] {
  return options.path === undefined
    ? options
    : { ...options, path: targetPaths.resolveRoot(options.path) };
}

function describe(issue: z.core.$ZodIssue): string {
  const extra =
    issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const place = [ROOT, ...issue.path, ...extra].reduce<string>(
    (path, part) =>
      typeof part === 'number'
        ? `${path}[${part}]`
        : [path, String(part)].filter(Boolean).join('.'),
    '',
  );
  const problem =
    issue.code === 'unrecognized_keys' ? 'there is no such key' : issue.message;
  return `Invalid config at ${place}: ${problem}`;
}
