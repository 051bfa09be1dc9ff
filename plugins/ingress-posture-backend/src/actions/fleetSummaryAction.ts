import {
  fleetReadPermission,
  serviceGroupings,
  ServiceQuery,
} from '@ingress-posture/plugin-ingress-posture-common';
import { z } from 'zod/v3';
import { ActionOptions, addReadingAction } from './readingAction';
import { filterShape } from './shapes';

const groupShape = z.object({
  key: z.string(),
  total: z.number(),
  counts: z.record(z.number()).describe('Services by posture'),
});

const input = z.object({
  by: z.enum(serviceGroupings).default('owner'),
  ...filterShape,
});

const output = z.object({ groups: z.array(groupShape) });

/** Services counted by posture, grouped by what they share. */
export function addFleetSummaryAction(options: ActionOptions): void {
  const { services } = options;
  addReadingAction(options, {
    name: 'get-fleet-summary',
    title: 'Postures of all Services, counted',
    description:
      'How many Services have which mTLS posture, grouped by what they share; those with the most broken and exposed Services come first.',
    permission: fleetReadPermission,
    input,
    output,
    examples: [
      {
        title: 'Which teams have Services that take plaintext in production?',
        input: {
          by: 'owner',
          environment: 'production',
          posture: ['plaintext'],
        },
      },
    ],
    answer: async ({ by, ...filter }, credentials) => {
      const query = filter as ServiceQuery;
      const { items } = await services.groups(by, query, credentials);
      const groups = items.map(({ key, total, counts }) => ({
        key,
        total,
        counts: { ...counts.posture },
      }));
      return { groups };
    },
  });
}
