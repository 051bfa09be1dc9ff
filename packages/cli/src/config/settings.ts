import { z } from 'zod';

/** One or several, as people write lists of one. */
const oneOrMore = z.union([z.string(), z.array(z.string())], {
  error: 'expected a text, or a list of texts',
});

/** What ingress-posture.yaml may say; each key is the flag of the same name in other letters. */
export const settingsSchema = z.strictObject({
  /** Files and folders to read, relative to the file of settings. */
  files: oneOrMore.optional(),
  context: z.string().optional(),
  kubeconfig: z.string().optional(),
  cluster: z.string().optional(),
  defaultNamespace: z.string().optional(),
  assumeSidecars: oneOrMore.optional(),
  assumeAmbient: oneOrMore.optional(),
  asTheyAre: z.boolean().optional(),
  output: oneOrMore.optional(),
  failOn: oneOrMore.optional(),
  baseline: z.string().optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
