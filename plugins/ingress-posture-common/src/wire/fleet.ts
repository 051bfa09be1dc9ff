import type { IntegrationMode, MtlsPosture } from '@ingress-posture/engine';

/** What services can be grouped by. */
export const serviceGroupings = [
  'owner',
  'system',
  'namespace',
  'cluster',
  'environment',
  'vendor',
] as const;

/** One of {@link serviceGroupings}. */
export type ServiceGrouping = (typeof serviceGroupings)[number];

/**
 * In a filter: services that have nothing of the kind. No reference of an entity, environment or
 * vendor is called so.
 */
export const NONE = 'none';

/** How many services there are of each posture and mode. */
export interface ServiceCounts {
  readonly posture: Readonly<Record<MtlsPosture, number>>;
  readonly mode: Readonly<Record<IntegrationMode, number>>;
}

/** The services that share an owner, a system, a namespace … */
export interface ServiceGroup {
  /** What they share, as the filter of that name takes it; `none` for those that have nothing. */
  readonly key: string;
  readonly total: number;
  readonly counts: ServiceCounts;
}

/** Answer of `GET /services/groups`, those with the most broken and exposed services first. */
export interface ServiceGroups {
  readonly by: ServiceGrouping;
  readonly items: readonly ServiceGroup[];
}

/** An edge's vendor that is, or will be, without fixes, and how many services are behind it. */
export interface EndOfLifeVendor {
  readonly vendor: string;
  readonly title: string;
  /** ISO date of the last release or fix. */
  readonly date: string;
  readonly text: string;
  readonly successor: string;
  /** Where that is said. */
  readonly source: string;
  readonly services: number;
  readonly counts: ServiceCounts;
}

/** Answer of `GET /end-of-life`: vendors that services are behind, the earliest end first. */
export interface EndOfLifeRadar {
  readonly items: readonly EndOfLifeVendor[];
}

/** How many services had each posture at the end of a day. */
export interface DayTotals {
  /** ISO date, in UTC. */
  readonly day: string;
  readonly posture: ServiceCounts['posture'];
}

/**
 * Answer of `GET /services/history`: the days before today that are known, at most 30, the oldest first.
 * None for a caller who does not see every service.
 */
export interface ServiceHistory {
  readonly items: readonly DayTotals[];
}

/** Which clusters a history is of; all of them without. */
export interface ServiceHistoryQuery {
  readonly cluster?: string;
  readonly environment?: string;
}
