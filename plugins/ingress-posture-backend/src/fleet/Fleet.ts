import {
  EndOfLifeRadar,
  NONE,
  ServiceGrouping,
  ServiceGroups,
  ServiceHistory,
  ServiceHistoryQuery,
  ServiceList,
  ServiceQuery,
} from '@ingress-posture/plugin-ingress-posture-common';
import { vendorsAtEndOfLife } from '@ingress-posture/engine';
import type { Knex } from 'knex';
import { Visible, whereVisible } from '../access/visible';
import type { IsFollowed } from '../postures/freshness';
import type { FilterQuery } from '../postures/filterServices';
import { CompleteServiceQuery, listServices } from '../postures/listServices';
import { DailyTotals } from './DailyTotals';
import type { Environments } from './Environments';
import { exportServices } from './exportServices';
import { groupServices } from './groupServices';
import { behindRetired, countRetired } from './retired';

interface FleetOptions {
  readonly knex: Knex;
  readonly environments: Environments;
  /** Whether any replica follows a cluster right now. */
  readonly isFollowed: IsFollowed;
}

/** Answers questions about all services at once; everything is counted in the database. */
export class Fleet {
  readonly #knex: Knex;
  readonly #environments: Environments;
  readonly #isFollowed: IsFollowed;

  constructor({ knex, environments, isFollowed }: FleetOptions) {
    this.#knex = knex;
    this.#environments = environments;
    this.#isFollowed = isFollowed;
  }

  /** One page of the services that fit. */
  async list(
    query: CompleteServiceQuery,
    visible: Visible,
  ): Promise<ServiceList> {
    const filter = await this.#filter(query, visible);
    const [list, retired, environment] = await Promise.all([
      listServices(this.#knex, { ...query, ...filter }),
      countRetired(this.#knex, filter),
      this.#environmentsOfServices(visible),
    ]);
    const items = list.items.map(one => ({
      ...one,
      stale: one.stale || !this.#isFollowed(one.cluster),
    }));
    return {
      ...list,
      items,
      counts: { ...list.counts, ...(retired.services > 0 && { retired }) },
      choices: { ...list.choices, environment },
    };
  }

  /** The services that fit, counted by what they share. */
  async group(
    by: ServiceGrouping,
    query: ServiceQuery,
    visible: Visible,
  ): Promise<ServiceGroups> {
    const filter = await this.#filter(query, visible);
    const items = await groupServices(
      this.#knex,
      by,
      filter,
      this.#environments,
    );
    return { by, items };
  }

  /** The services that fit, as lines of CSV. */
  async *exportCsv(
    query: ServiceQuery,
    visible: Visible,
  ): AsyncGenerator<string> {
    const filter = await this.#filter(query, visible);
    yield* exportServices(this.#knex, filter, this.#environments);
  }

  /** Vendors at their end of life that the services that fit are behind. */
  async endOfLife(
    query: ServiceQuery,
    visible: Visible,
  ): Promise<EndOfLifeRadar> {
    const { items: groups } = await this.group('vendor', query, visible);
    const items = vendorsAtEndOfLife().flatMap(({ id, title, endOfLife }) => {
      const group = groups.find(({ key }) => key === id);
      if (!group) return [];
      const { total: services, counts } = group;
      return [{ vendor: id, title, ...endOfLife, services, counts }];
    });
    return { items };
  }

  /** The totals of the days before `now`. They are of whole clusters: who does not see all gets none. */
  async history(
    { cluster, environment }: ServiceHistoryQuery,
    visible: Visible,
    now: Date,
  ): Promise<ServiceHistory> {
    if (visible !== 'all') return { items: [] };
    const { clusters } = await this.#filter({ environment }, visible);
    const wanted =
      cluster === undefined
        ? clusters
        : [cluster].filter(one => clusters?.includes(one) ?? true);
    const items = await new DailyTotals(this.#knex).before(now, wanted);
    return { items };
  }

  /** A query in terms of what the database has. */
  async #filter(
    { environment, retired, ...filters }: ServiceQuery,
    visible: Visible,
  ): Promise<FilterQuery> {
    const query = {
      ...filters,
      visible,
      ...(retired !== undefined && { behind: behindRetired(retired) }),
    };
    if (!environment) return query;
    const environments = await this.#environmentsOfClusters();
    const clusters = [...environments]
      .filter(([, other]) => other === environment)
      .map(([cluster]) => cluster);
    return { ...query, clusters };
  }

  /** What can be filtered by: environments in which there are services that are visible. */
  async #environmentsOfServices(visible: Visible): Promise<readonly string[]> {
    const rows: { cluster: string }[] = await whereVisible(
      this.#knex('postures'),
      visible,
    ).distinct('cluster');
    const found = rows.flatMap(
      ({ cluster }) => this.#environments.of(cluster) ?? [],
    );
    return [...new Set(found)].sort();
  }

  async #environmentsOfClusters(): Promise<ReadonlyMap<string, string>> {
    const rows: { name: string }[] = await this.#knex('clusters').select(
      'name',
    );
    return new Map(
      rows.map(({ name }) => [name, this.#environments.of(name) ?? NONE]),
    );
  }
}
