import { z } from 'zod';

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().default(''),
  }),
});

/** A Kubernetes object as a file holds it. */
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * What an object is whatever its version: group, kind, namespace and name. Undefined for an object
 * without a name, which no cluster holds.
 */
export function manifestKey(object: unknown): string | undefined {
  const parsed = manifestSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { apiVersion, kind, metadata } = parsed.data;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return [group, kind, metadata.namespace, metadata.name].join('/');
}

/** An object's name as evidence has it, "Kind namespace/name"; undefined for an object without one. */
export function manifestName(object: unknown): string | undefined {
  const parsed = manifestSchema.safeParse(object);
  if (!parsed.success) return undefined;
  const { kind, metadata } = parsed.data;
  const { namespace, name } = metadata;
  return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
}
