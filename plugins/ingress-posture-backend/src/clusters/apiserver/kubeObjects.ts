import { z } from 'zod';

/** An object as the API server sends it; everything else passes through. */
export interface KubeObject {
  readonly metadata: {
    readonly name: string;
    /** Empty for cluster-scoped objects. */
    readonly namespace: string;
    readonly resourceVersion: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** Reads an object's metadata. By hand, because a schema would copy each of 100,000 objects. */
export function toKubeObject(value: unknown): KubeObject {
  const object = value as { metadata?: Record<string, unknown> } | null;
  const metadata = object?.metadata;
  if (typeof metadata?.name !== 'string') {
    throw new Error(
      `the server sent an object without a name: ${JSON.stringify(value)?.slice(
        0,
        200,
      )}`,
    );
  }
  metadata.namespace ??= '';
  metadata.resourceVersion ??= '';
  return object as KubeObject;
}

const listMetadataSchema = z.looseObject({
  resourceVersion: z.string().default(''),
  continue: z.string().optional(),
});

/** What a page of a list says about itself. */
export type ListMetadata = z.infer<typeof listMetadataSchema>;

/** One page of a list, its items left out. */
export const listSchema = z.looseObject({ metadata: listMetadataSchema });

/** A line of a watch. */
export const watchEventSchema = z.looseObject({
  type: z.string(),
  object: z.unknown(),
});

/** A bookmark of a watch: nothing but how far it has come. */
export const bookmarkSchema = z.looseObject({
  metadata: z.looseObject({
    resourceVersion: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

/** The object of a watch's ERROR event. */
export const statusSchema = z.looseObject({
  code: z.number().default(500),
  message: z.string().default('unknown error'),
  details: z
    .looseObject({ retryAfterSeconds: z.number().optional() })
    .optional(),
});
