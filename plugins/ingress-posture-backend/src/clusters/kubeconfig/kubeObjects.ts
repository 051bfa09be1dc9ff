import { z } from 'zod';

/** The metadata that following objects takes; everything else passes through. */
export const objectSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().default(''),
    resourceVersion: z.string().default(''),
  }),
});

/** An object as the API server sends it. */
export type KubeObject = z.infer<typeof objectSchema>;

/** One page of a list. */
export const listSchema = z.looseObject({
  metadata: z.looseObject({
    resourceVersion: z.string().default(''),
    continue: z.string().optional(),
  }),
  items: z.array(objectSchema),
});

/** A bookmark of a watch: nothing but how far it has come. */
export const bookmarkSchema = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
});

/** The object of a watch's ERROR event. */
export const statusSchema = z.looseObject({
  code: z.number().default(500),
  message: z.string().default('unknown error'),
});
