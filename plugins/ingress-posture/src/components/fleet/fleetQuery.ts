import { IntegrationMode, MtlsPosture } from '@ingress-posture/engine';
import {
  integrationModes,
  mtlsPostures,
  ServiceQuery,
  ServiceSortKey,
  serviceSortKeys,
} from '@ingress-posture/plugin-ingress-posture-common';

/** What the fleet page shows; the address of the page says it. */
export interface FleetQuery extends ServiceQuery {
  readonly posture: readonly MtlsPosture[];
  readonly mode: readonly IntegrationMode[];
  readonly sort: ServiceSortKey;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

/** Rows of a page, by choice of the reader. */
export const pageSizes = [25, 50, 100];

/** Reads the page's address; what is not understood is left out. */
export function readFleetQuery(search: URLSearchParams): FleetQuery {
  const limit = Number(search.get('limit'));
  const page = Math.floor(Number(search.get('page')));
  const size = pageSizes.includes(limit) ? limit : pageSizes[0];
  return {
    posture: listOf(search.get('posture'), mtlsPostures),
    mode: listOf(search.get('mode'), integrationModes),
    vendor: search.get('vendor') ?? undefined,
    owner: search.get('owner') ?? undefined,
    cluster: search.get('cluster') ?? undefined,
    search: search.get('search') ?? undefined,
    sort: listOf(search.get('sort'), serviceSortKeys)[0] ?? 'posture',
    order: search.get('order') === 'desc' ? 'desc' : 'asc',
    limit: size,
    offset: page > 0 ? page * size : 0,
  };
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
