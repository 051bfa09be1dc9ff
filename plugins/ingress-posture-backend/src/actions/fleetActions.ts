import {
  fleetReadPermission,
  serviceGroupings,
  ServiceQuery,
} from '@ingress-posture/plugin-ingress-posture-common';
import { z } from 'zod/v3';
import { ActionOptions, addReadingAction } from './readingAction';
import { addressShape, filterShape, findingShape, words } from './shapes';

const limit = z.number().int().min(1).max(100).default(25);

const groupShape = z.object({
  key: z.string(),
  total: z.number(),
  counts: z.record(z.number()).describe('Services by posture'),
});

/** Actions about many services at once. */
export function addFleetActions(options: ActionOptions): void {
  const { services } = options;
  const permission = fleetReadPermission;
  addReadingAction(options, {
    name: 'get-fleet-summary',
    title: 'Postures of all Services, counted',
    description:
      'How many Services have which mTLS posture, grouped by what they share; those with the most broken and exposed Services come first.',
    permission,
    input: z.object({
      by: z.enum(serviceGroupings).default('owner'),
      ...filterShape,
    }),
    output: z.object({ groups: z.array(groupShape) }),
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
  addReadingAction(options, {
    name: 'list-services',
    title: 'Services by posture',
    description:
      'Services that fit a filter, the worst first, with their verdicts and how many there are in all.',
    permission,
    input: z.object({ ...filterShape, limit }),
    output: z.object({
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
    }),
    examples: [
      {
        title: 'What is broken right now?',
        input: { posture: ['rejected'], limit: 25 },
      },
    ],
    answer: async ({ limit: most, ...filter }, credentials) => {
      const { items, total } = await services.list(
        worst(filter as ServiceQuery, most),
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
  addReadingAction(options, {
    name: 'list-findings',
    title: 'Findings of Services',
    description:
      'Findings (codes such as IP0102) of the Services that fit a filter, the worst Services first. `services` says how many Services were looked at, `total` how many fit.',
    permission,
    input: z.object({
      ...filterShape,
      severity: z.array(words.severity).optional(),
      limit: limit.describe('Services to look at'),
    }),
    output: z.object({
      total: z.number(),
      services: z.number(),
      findings: z.array(findingShape.extend(addressShape)),
    }),
    examples: [
      {
        title: 'Errors in the namespace shop',
        input: { namespace: 'shop', severity: ['error'], limit: 25 },
      },
    ],
    answer: async ({ limit: most, severity, ...filter }, credentials) => {
      const query = worst(filter as ServiceQuery, most);
      const found = await services.findings(query, credentials);
      const wanted = (one: { severity: string }) =>
        !severity || (severity as string[]).includes(one.severity);
      return {
        total: found.total,
        services: found.services,
        findings: found.findings.filter(wanted),
      };
    },
  });
}

function worst(filter: ServiceQuery, limitTo: number) {
  const order = { sort: 'posture', order: 'asc' } as const;
  return { ...filter, ...order, limit: limitTo, offset: 0 };
}
