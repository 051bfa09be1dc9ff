import type {
  Certainty,
  IntegrationMode,
  MtlsPosture,
  Severity,
} from '@ingress-posture/engine';
import type { ServiceCounts, ServiceGrouping } from './fleet';

/** A service in the list: its verdicts without their proof. */
export interface ServiceSummary {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly mode: IntegrationMode;
  readonly posture: MtlsPosture;
  readonly certainty: Certainty;
  readonly sentence: string;
  /** Names of the vendors in front of it, as people say them. */
  readonly edges: readonly string[];
  readonly hosts: readonly string[];
  readonly entityRef: string | null;
  readonly owner: string | null;
  readonly system: string | null;
  /** Several entities claim it with the same right; `entityRef` is the first of them. */
  readonly contested?: true;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly since: string;
  readonly observedAt: string;
  readonly stale: boolean;
}

/** What the list can be sorted by. */
export const serviceSortKeys = [
  'service',
  'posture',
  'mode',
  'cluster',
  'owner',
  'since',
] as const;

/** One of {@link serviceSortKeys}. */
export type ServiceSortKey = (typeof serviceSortKeys)[number];

/** Filter, order and page of `GET /services`. */
export interface ServiceQuery {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly posture?: readonly MtlsPosture[];
  readonly mode?: readonly IntegrationMode[];
  /** Id of a vendor, such as `ingress-nginx`. */
  readonly vendor?: string;
  /** Reference of the owning entity, such as `group:default/payments`; `none`: owned by nobody. */
  readonly owner?: string;
  /** Reference of the system that the claiming entity is part of; `none`: of no system. */
  readonly system?: string;
  /** Environment of the cluster, by `ingressPosture.environments`; `none`: of no environment. */
  readonly environment?: string;
  /** Whether a catalog entity claims it. */
  readonly claimed?: boolean;
  /** Whether several entities claim it with the same right. */
  readonly contested?: boolean;
  /** Whether an edge in front of it is of a vendor past its end of life. */
  readonly retired?: boolean;
  /** Part of a service's name, namespace, host or owner. */
  readonly search?: string;
  readonly sort?: ServiceSortKey;
  readonly order?: 'asc' | 'desc';
  readonly limit?: number;
  readonly offset?: number;
}

/** Answer of `GET /services`. `counts` ignore the filters on posture and mode. */
export interface ServiceList {
  readonly items: readonly ServiceSummary[];
  readonly total: number;
  readonly counts: ServiceCounts & {
    /** Services that no catalog entity claims; this ignores the filter on that as well. */
    readonly unclaimed: number;
    /** Services that several entities claim with the same right; left out where there is none. */
    readonly contested?: number;
    /** Services behind an edge past its end of life, and its vendors; left out where there is none. */
    readonly retired?: {
      readonly services: number;
      readonly vendors: readonly string[];
    };
  };
  /** What some service has: what can be filtered by, whatever the filter is. */
  readonly choices: Readonly<
    Record<Exclude<ServiceGrouping, 'cluster'>, readonly string[]>
  >;
}
