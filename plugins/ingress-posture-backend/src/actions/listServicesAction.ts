import {
  fleetReadPermission,
  ServiceQuery,
} from '@ingress-posture/plugin-ingress-posture-common';
import { z } from 'zod/v3';
import { ActionOptions, addReadingAction } from './readingAction';
import { addressShape, filterShape, limitShape, words } from './shapes';
import { worstFirst } from './worstFirst';

const input = z.object({ ...filterShape, limit: limitShape });

const output = z.object({
  total: z.number(),
  services: z.array(
    z.object({
      ...addressShape,
      posture: words.posture,
      mode: words.mode,
      certainty: words.certainty,
      sentence: z.string(),
      entityRef: z.string().nullable(),
      owner: z.string().nullable(),
      contested: z
        .boolean()
        .describe('Several entities claim it with the same right'),
    }),
  ),
});

/** Services by posture, the worst first. */
export function addListServicesAction(options: ActionOptions): void {
  const { services } = options;
  addReadingAction(options, {
    name: 'list-services',
    title: 'Services by posture',
    description:
      'Services that fit a filter, the worst first, with their verdicts and how many there are in all.',
    permission: fleetReadPermission,
    input,
    output,
    examples: [
      {
        title: 'What is broken right now?',
        input: { posture: ['rejected'], limit: 25 },
      },
    ],
    answer: async ({ limit: most, ...filter }, credentials) => {
      const { items, total } = await services.list(
        worstFirst(filter as ServiceQuery, most),
        credentials,
      );
      return {
        total,
        services: items.map(one => ({
          cluster: one.cluster,
          namespace: one.namespace,
          name: one.name,
          posture: one.posture,
          mode: one.mode,
          certainty: one.certainty,
          sentence: one.sentence,
          entityRef: one.entityRef,
          owner: one.owner,
          contested: one.contested ?? false,
        })),
      };
    },
  });
}
