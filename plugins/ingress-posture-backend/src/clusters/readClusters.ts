import { targetPaths } from '@backstage/cli-common';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ClusterSourceDescription } from '@ingress-posture/plugin-ingress-posture-node';
import { z } from 'zod';

/** A configured cluster. */
export interface ClusterConfig {
  readonly name: string;
  readonly source: ClusterSourceDescription;
}

const ROOT = 'ingressPosture';

// Names appear in URLs, annotations and database keys.
const name = z
  .string()
  .regex(
    /^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])?$/,
    'must be letters, digits, "-", "_" and "."',
  );

const source = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('manifests'), path: z.string().min(1) }),
  z.strictObject({
    type: z.literal('kubeconfig'),
    path: z.string().min(1).optional(),
    context: z.string().min(1).optional(),
  }),
]);

const schema = z.strictObject({
  clusters: z.array(z.strictObject({ name, source })).default([]),
  // The frontend's own (plugins/ingress-posture/config.d.ts).
  docsUrl: z.string().url().optional(),
});

/**
 * Reads `ingressPosture.clusters`. Throws an error that names the place in the config, so that a wrong
 * key stops the start instead of being ignored. Relative paths start at the root of the repository,
 * where `app-config.yaml` is.
 */
export function readClusters(config: Config): readonly ClusterConfig[] {
  const result = schema.safeParse(config.getOptional(ROOT) ?? {});
  if (!result.success) {
    throw new InputError(result.error.issues.map(describe).join('; '));
  }
  const { clusters } = result.data;
  clusters.forEach((cluster, index) => {
    const first = clusters.findIndex(other => other.name === cluster.name);
    if (first !== index) {
      throw new InputError(
        `Invalid config at ${ROOT}.clusters[${index}].name: "${cluster.name}" is the name of ${ROOT}.clusters[${first}] already`,
      );
    }
  });
  return clusters.map(cluster => ({
    name: cluster.name,
    source: withAbsolutePath(cluster.source),
  }));
}

function withAbsolutePath(
  description: ClusterSourceDescription,
): ClusterSourceDescription {
  return description.path === undefined
    ? description
    : { ...description, path: targetPaths.resolveRoot(description.path) };
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
