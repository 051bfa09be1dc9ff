import type {
  ClusterActivity,
  ClusterFreshness,
  ClusterSourceType,
  ClusterDetails,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import type { ObservedStatus } from '../watch/clusterReport';
import type { IsFollowed } from './freshness';
import type { ClusterRow } from './rows';

const tablesOfServices = [
  'postures',
  'posture_labels',
  'namespace_labels',
  'service_claims',
  'object_places',
];

/** Keeps how fresh each cluster is. */
export class ClusterStore {
  readonly #knex: Knex;
  /** Set where several replicas share the work. */
  isFollowed: IsFollowed = () => true;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** All clusters, sorted by name. */
  async list(): Promise<readonly ClusterDetails[]> {
    const rows = await this.#knex<ClusterRow>('clusters').orderBy('name');
    return rows.map(row => {
      const status = toStatus(row);
      return this.isFollowed(row.name) ? status : orphaned(status);
    });
  }

  /** Takes over what is new of a cluster; what is not given stays as it was. */
  async update(
    { name, source }: ClusterConfig,
    status: ObservedStatus,
    knex: Knex = this.#knex,
  ): Promise<void> {
    const known = await knex<ClusterRow>('clusters').where({ name }).first();
    const now = new Date().toISOString();
    const { unreadable, activity } = status;
    const row: ClusterRow = {
      name,
      source: source.type,
      state: status.state,
      since: known?.state === status.state ? known.since : now,
      message: status.message,
      last_event_at: status.lastEventAt ?? known?.last_event_at ?? null,
      last_analyzed_at:
        status.lastAnalyzedAt ?? known?.last_analyzed_at ?? null,
      objects: status.objects ?? known?.objects ?? 0,
      services: status.services ?? known?.services ?? 0,
      unreadable: unreadable
        ? JSON.stringify(unreadable)
        : known?.unreadable ?? '[]',
      last_synced_at:
        status.state === 'synced' ? now : known?.last_synced_at ?? null,
      activity: activity ? JSON.stringify(activity) : null,
    };
    await knex<ClusterRow>('clusters').insert(row).onConflict('name').merge();
  }

  /** Forgets clusters that are no longer configured, with their postures. */
  async keepOnly(names: readonly string[]): Promise<void> {
    await this.#knex.transaction(async trx => {
      await trx('clusters').whereNotIn('name', names).delete();
      for (const table of tablesOfServices) {
        await trx(table).whereNotIn('cluster', names).delete();
      }
    });
  }
}

/** Whoever followed it has died, and nobody else has taken over yet. */
function orphaned({ activity: _, ...status }: ClusterDetails): ClusterDetails {
  if (status.state === 'stopped') return status;
  return {
    ...status,
    state: 'stopped',
    message:
      'No replica of the backend follows it right now; one takes over within seconds. What is shown was last known before.',
  };
}

function toStatus(row: ClusterRow): ClusterDetails {
  return {
    name: row.name,
    source: row.source as ClusterSourceType,
    state: row.state as ClusterFreshness,
    since: row.since,
    lastEventAt: row.last_event_at,
    lastAnalyzedAt: row.last_analyzed_at,
    message: row.message,
    objects: row.objects,
    services: row.services,
    unreadable: JSON.parse(row.unreadable),
    ...(row.activity && {
      activity: JSON.parse(row.activity) as ClusterActivity,
    }),
  };
}
