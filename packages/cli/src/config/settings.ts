import { z } from 'zod';
import { gateOf } from '../gate/failOn';
import { formats } from '../output/formats';
import { outputsOf } from '../output/outputs';
import { messageOf } from '../usage/messageOf';

/** One or several, as people write lists of one. */
const oneOrMore = z.union([z.string(), z.array(z.string())], {
  error: 'expected a text, or a list of texts',
});

/** One or several, as a flag takes them; what the flag would say of one is said of that one's line. */
const fitting = (take: (values: readonly string[]) => unknown) =>
  oneOrMore.superRefine((value, context) => {
    const values = typeof value === 'string' ? [value] : value;
    const complain = (error: unknown, path: number[]) => {
      const message = messageOf(error).replace(/^--fail-on |-o /g, '');
      context.addIssue({ code: 'custom', message, path });
    };
    values.forEach((one, index) => {
      try {
        take([one]);
      } catch (error) {
        complain(error, typeof value === 'string' ? [] : [index]);
      }
    });
    if (context.issues.length > 0) return;
    try {
      take(values);
    } catch (error) {
      complain(error, []);
    }
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
  output: fitting(values => outputsOf(values, formats)).optional(),
  failOn: fitting(gateOf).optional(),
  baseline: z.string().optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
