import type {
  Certainty,
  IntegrationMode,
  MtlsPosture,
  Severity,
} from '@ingress-posture/engine';

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
  /** Reference of the owning entity, such as `group:default/payments`. */
  readonly owner?: string;
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
  readonly counts: {
    readonly posture: Readonly<Record<MtlsPosture, number>>;
    readonly mode: Readonly<Record<IntegrationMode, number>>;
  };
  /** Vendor ids and owners that some service has: what can be filtered by, whatever the filter is. */
  readonly choices: {
    readonly vendor: readonly string[];
    readonly owner: readonly string[];
  };
}
