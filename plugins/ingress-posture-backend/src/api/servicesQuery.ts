import { InputError } from '@backstage/errors';
import {
  integrationModes,
  mtlsPostures,
  serviceSortKeys,
} from '@ingress-posture/plugin-ingress-posture-common';
import { z } from 'zod';
import type { CompleteServiceQuery } from '../postures/listServices';

const listOf = <T extends string>(values: readonly T[]) =>
  z
    .preprocess(
      value => (typeof value === 'string' ? value.split(',') : value),
      z.array(z.enum(values as readonly [T, ...T[]])),
    )
    .optional();

const text = z.string().min(1).optional();

const schema = z.strictObject({
  cluster: text,
  namespace: text,
  posture: listOf(mtlsPostures),
  mode: listOf(integrationModes),
  vendor: text,
  owner: text,
  search: text,
  sort: z.enum(serviceSortKeys).default('posture'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

/** Reads the query of `GET /services`; throws an error that names the parameter. */
export function parseServicesQuery(query: unknown): CompleteServiceQuery {
  const result = schema.safeParse(query);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(
    issue => `${issue.path.join('.') || 'query'}: ${issue.message}`,
  );
  throw new InputError(`Invalid query: ${problems.join('; ')}`);
}
