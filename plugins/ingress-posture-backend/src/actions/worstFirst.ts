import type { ServiceQuery } from '@ingress-posture/plugin-ingress-posture-common';
import type { CompleteServiceQuery } from '../postures/listServices';

/** The Services that fit a filter, those with the worst posture first, at most so many. */
export function worstFirst(
  filter: ServiceQuery,
  most: number,
): CompleteServiceQuery {
  return { ...filter, sort: 'posture', order: 'asc', limit: most, offset: 0 };
}
