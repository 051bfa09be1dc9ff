import { IntegrationMode, MtlsPosture } from '@ingress-posture/engine';
import {
  integrationModes,
  mtlsPostures,
  ServiceGrouping,
  serviceGroupings,
  ServiceQuery,
  ServiceSortKey,
  serviceSortKeys,
} from '@ingress-posture/plugin-ingress-posture-common';

/** Filters with one value, by their key in the address and in the API. */
export const singleFilters = [
  'vendor',
  'owner',
  'system',
  'namespace',
  'cluster',
  'environment',
] as const;

/** One of {@link singleFilters}. */
export type SingleFilter = (typeof singleFilters)[number];

/** What the fleet page shows; the address of the page says it. */
export interface FleetQuery extends Omit<ServiceQuery, 'limit' | 'offset'> {
  readonly posture: readonly MtlsPosture[];
  readonly mode: readonly IntegrationMode[];
  readonly sort: ServiceSortKey;
  readonly order: 'asc' | 'desc';
}

/** Reads the page's address; what is not understood is left out. */
export function readFleetQuery(search: URLSearchParams): FleetQuery {
  const claimed = search.get('claimed');
  const isContested = claimed === 'contested';
  return {
    posture: listOf(search.get('posture'), mtlsPostures),
    mode: listOf(search.get('mode'), integrationModes),
    ...Object.fromEntries(
      singleFilters.map(key => [key, search.get(key) ?? undefined]),
    ),
    claimed: flagOf(claimed),
    contested: isContested || undefined,
    retired: flagOf(search.get('retired')),
    search: search.get('search') ?? undefined,
    sort: listOf(search.get('sort'), serviceSortKeys)[0] ?? 'posture',
    order: search.get('order') === 'desc' ? 'desc' : 'asc',
  };
}

/** Whether a query leaves services out. */
export function isFiltered({ sort: _, order: __, ...filters }: FleetQuery) {
  return Object.values(filters).some(
    value => value !== undefined && String(value) !== '',
  );
}

/** How the address writes who has to claim a service; null when that is open. */
export function claimedValue({
  claimed,
  contested,
}: Pick<FleetQuery, 'claimed' | 'contested'>): string | null {
  if (contested) return 'contested';
  return claimed === undefined ? null : String(claimed);
}

/** What the address groups by; null when it shows services one by one. */
export function readGrouping(search: URLSearchParams): ServiceGrouping | null {
  return listOf(search.get('group'), serviceGroupings)[0] ?? null;
}

function flagOf(text: string | null): boolean | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

function listOf<T extends string>(
  text: string | null,
  known: readonly T[],
): readonly T[] {
  const wanted = (text ?? '').split(',');
  return known.filter(value => wanted.includes(value));
}

/** `list` with `value` taken out or put in, as the address writes it; null when nothing is left. */
export function toggled(list: readonly string[], value: string): string | null {
  const after = list.includes(value)
    ? list.filter(other => other !== value)
    : [...list, value];
  return after.join(',') || null;
}
