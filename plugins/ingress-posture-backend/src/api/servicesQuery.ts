import { InputError } from '@backstage/errors';
import {
  integrationModes,
  mtlsPostures,
  ServiceGrouping,
  serviceGroupings,
  ServiceHistoryQuery,
  ServiceQuery,
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
const flag = z
  .enum(['true', 'false'])
  .transform(value => value === 'true')
  .or(z.boolean())
  .optional();

const filters = {
  cluster: text,
  namespace: text,
  posture: listOf(mtlsPostures),
  mode: listOf(integrationModes),
  vendor: text,
  owner: text,
  system: text,
  environment: text,
  claimed: flag,
  contested: flag,
  retired: flag,
  search: text,
};

const filterSchema = z.strictObject(filters);
const groupsSchema = z.strictObject({
  ...filters,
  by: z.enum(serviceGroupings),
});
const historySchema = z.strictObject({ cluster: text, environment: text });
const schema = z.strictObject({
  ...filters,
  sort: z.enum(serviceSortKeys).default('posture'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
});

/** Reads the query of `GET /services`; throws an error that names the parameter. */
export function parseServicesQuery(query: unknown): CompleteServiceQuery {
  return parse(schema, query);
}

/** Reads the query of `GET /services/groups`; throws an error that names the parameter. */
export function parseGroupsQuery(
  query: unknown,
): ServiceQuery & { readonly by: ServiceGrouping } {
  return parse(groupsSchema, query);
}

/** Reads the query of `GET /services/history`; throws an error that names the parameter. */
export function parseHistoryQuery(query: unknown): ServiceHistoryQuery {
  return parse(historySchema, query);
}

/** Reads a query that only filters; throws an error that names the parameter. */
export function parseFilterQuery(query: unknown): ServiceQuery {
  return parse(filterSchema, query);
}

function parse<T>(shape: z.ZodType<T>, query: unknown): T {
  const result = shape.safeParse(query);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(
    issue => `${issue.path.join('.') || 'query'}: ${issue.message}`,
  );
  throw new InputError(`Invalid query: ${problems.join('; ')}`);
}
