import { z } from 'zod/v3';
import { scopeOf } from '../answers/whatIsMeant';
import { ActionOptions, addReadingAction } from './readingAction';
import { clusterShape, serviceShape } from './shapes';

const input = z.object({
  cluster: clusterShape,
  namespace: z.string().optional().describe('Only this namespace'),
  service: z
    .string()
    .optional()
    .describe('Only the workload behind this Service of the namespace'),
});

const output = z.object({
  sentence: z.string(),
  counts: z.record(z.number()),
  breaks: z.array(
    z.object({
      service: serviceShape,
      paths: z.array(z.string()),
      remedies: z.array(z.string()),
    }),
  ),
  order: z.array(
    z.object({
      namespace: z.string().nullable().describe('null: the whole mesh'),
      standing: z.string(),
      sentence: z.string(),
    }),
  ),
  caveats: z.array(z.string()),
});

/** Who breaks if something turned STRICT now. */
export function addPreviewStrictAction(options: ActionOptions): void {
  const { clusters } = options;
  addReadingAction(options, {
    name: 'preview-strict',
    title: 'Who breaks if something turned STRICT now',
    description:
      'Who would be turned away if the mesh, a namespace or the workload behind a Service accepted mTLS only, and in which order it can be done without breaking anybody. Read the caveats first.',
    input,
    output,
    examples: [
      {
        title: 'Who breaks if the namespace shop turned STRICT?',
        input: { cluster: 'prod-eu', namespace: 'shop' },
      },
    ],
    answer: async ({ cluster: name, ...named }, credentials) => {
      const asked = { scope: scopeOf(named), remedies: true };
      const preview = await clusters.previewStrict(name, asked, credentials);
      return {
        sentence: preview.sentence,
        counts: { ...preview.counts },
        breaks: preview.breaks.map(({ service: of, paths, remedies }) => ({
          service: { namespace: of.namespace, name: of.name },
          paths: paths.map(({ sentence }) => sentence),
          remedies: (remedies ?? []).map(({ title }) => title),
        })),
        order: preview.order.map(({ namespace, standing, sentence }) => ({
          namespace,
          standing,
          sentence,
        })),
        caveats: [...preview.caveats],
      };
    },
  });
}
