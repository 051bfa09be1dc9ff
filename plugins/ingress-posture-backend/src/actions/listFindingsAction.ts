import {
  fleetReadPermission,
  ServiceQuery,
} from '@ingress-posture/plugin-ingress-posture-common';
import { z } from 'zod/v3';
import { ActionOptions, addReadingAction } from './readingAction';
import {
  addressShape,
  filterShape,
  findingShape,
  limitShape,
  words,
} from './shapes';
import { worstFirst } from './worstFirst';

const input = z.object({
  ...filterShape,
  severity: z.array(words.severity).optional(),
  limit: limitShape.describe('Services to look at'),
});

const output = z.object({
  total: z.number(),
  services: z.number(),
  findings: z.array(findingShape.extend(addressShape)),
});

/** Findings of the Services that fit a filter. */
export function addListFindingsAction(options: ActionOptions): void {
  const { services } = options;
  addReadingAction(options, {
    name: 'list-findings',
    title: 'Findings of Services',
    description:
      'Findings (codes such as IP0102) of the Services that fit a filter, the worst Services first. `services` says how many Services were looked at, `total` how many fit.',
    permission: fleetReadPermission,
    input,
    output,
    examples: [
      {
        title: 'Errors in the namespace shop',
        input: { namespace: 'shop', severity: ['error'], limit: 25 },
      },
    ],
    answer: async ({ limit: most, severity, ...filter }, credentials) => {
      const query = worstFirst(filter as ServiceQuery, most);
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
