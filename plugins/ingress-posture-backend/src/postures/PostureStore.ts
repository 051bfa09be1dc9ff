import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { ServicePosture } from '@ingress-posture/engine';
import type {
  ServiceList,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import { Visible, whereVisible } from '../access/visible';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import type { ReportStore } from '../watch/ClusterWatch';
import type { ClusterReport, ServiceKey } from '../watch/clusterReport';
import { readClaims } from './readClaims';
import { readPlaces } from './readPlaces';
import type { FilterQuery } from './filterServices';
import type { Leases } from '../leases/Leases';
import { chunks } from './chunks';
import { ClusterStore } from './ClusterStore';
import {
  FreshnessColumns,
  freshnessColumns,
  IsFollowed,
  readFreshness,
} from './freshness';
import { CompleteServiceQuery, listServices } from './listServices';
import { openDatabase } from './openDatabase';
import { PostureWriter } from './PostureWriter';
import {
  addressColumns,
  addressKey,
  ServiceAddress,
  toColumns,
} from './ServiceAddress';

interface DocumentRow extends FreshnessColumns {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly document: string;
  readonly remedies: string;
  readonly remedies_pending: boolean | number;
}

const documentColumns = [
  'postures.cluster',
  'postures.namespace',
  'postures.name',
  'postures.document',
  'postures.remedies',
  'postures.remedies_pending',
] as const;

/** Keeps the last known postures of all clusters. */
export class PostureStore implements ReportStore {
  readonly knex: Knex;
  readonly clusters: ClusterStore;
  #leases: Leases | undefined;
  #onNewServices: () => void = () => {};
  #onChange: (cluster: string) => void = () => {};
  #onNewVerdicts: (cluster: string) => void = () => {};

  private constructor(knex: Knex) {
    this.knex = knex;
    this.clusters = new ClusterStore(knex);
  }

  /** Opens the plugin's database. */
  static async create(options: { readonly database: DatabaseService }) {
    return new PostureStore(await openDatabase(options.database));
  }

  /** From now on, only the holder of a cluster's lease writes what it reads of it. */
  useLeases(leases: Leases): void {
    this.#leases = leases;
    this.clusters.isFollowed = this.isFollowed;
  }

  /** Whether any replica follows the cluster right now. */
  readonly isFollowed: IsFollowed = cluster =>
    this.#leases?.isFollowed(cluster) ?? true;

  /** Calls back after services were written that were not there before, or labels that claim them. */
  onNewServices(callback: () => void): void {
    this.#onNewServices = callback;
  }

  /** Calls back after anything of a cluster was written. */
  onChange(callback: (cluster: string) => void): void {
    this.#onChange = callback;
  }

  /** Calls back after modes or postures of a cluster's services became others. */
  onNewVerdicts(callback: (cluster: string) => void): void {
    this.#onNewVerdicts = callback;
  }

  /** The cluster is not read yet since the start: what is known of it is from before. */
  async starting(cluster: ClusterConfig): Promise<void> {
    await this.clusters.update(cluster, { state: 'starting', message: null });
  }

  async stopped(cluster: ClusterConfig, message: string): Promise<void> {
    await this.clusters.update(cluster, { state: 'stopped', message });
    this.#onChange(cluster.name);
  }

  async apply(cluster: ClusterConfig, report: ClusterReport): Promise<void> {
    const written = await this.knex.transaction(async trx => {
      await this.#leases?.renew(cluster.name, trx);
      const writer = new PostureWriter(trx, cluster.name);
      const { added } = await writer.write(report.changed);
      await writer.writeRemedies(report.remedies);
      await writer.remove(report.removed);
      if (report.complete) {
        await writer.keepOnly(report.complete);
      }
      if (report.namespaces) {
        await writer.writeNamespaces(report.namespaces);
      }
      if (report.places) {
        await writer.writePlaces(report.places);
      }
      if (report.status) {
        await this.clusters.update(cluster, report.status, trx);
      }
      return { added, changedVerdicts: writer.changedVerdicts };
    });
    this.#onChange(cluster.name);
    if (written.changedVerdicts) {
      this.#onNewVerdicts(cluster.name);
    }
    if (written.added > 0 || report.namespaces) {
      this.#onNewServices();
    }
  }

  /** The posture of one service, undefined when there is no such service to be seen. */
  async get(
    address: ServiceAddress,
    visible: Visible,
  ): Promise<StoredPosture | undefined> {
    const [found] = await this.getAll([address], visible);
    return found;
  }

  /** The postures of these services, those that are there to be seen. */
  async getAll(
    addresses: readonly ServiceAddress[],
    visible: Visible,
  ): Promise<readonly StoredPosture[]> {
    const found: StoredPosture[] = [];
    for (const some of chunks(addresses)) {
      const claims = await readClaims(this.knex, some);
      const rows: DocumentRow[] = await whereVisible(
        this.knex('postures'),
        visible,
      )
        .join('clusters', 'clusters.name', 'postures.cluster')
        .select(...documentColumns, ...freshnessColumns)
        .whereIn(
          addressColumns.map(column => `postures.${column}`),
          some.map(toColumns),
        )
        .orderBy(addressColumns.map(column => `postures.${column}`));
      for (const row of rows) {
        const read = toStoredPosture(row, this.isFollowed);
        const places = await readPlaces(this.knex, read.posture);
        found.push({ ...read, ...claims.get(addressKey(row)), ...places });
      }
    }
    return found;
  }

  /**
   * Whether there is a service of a cluster to be seen. The database is asked about all clusters, so that a
   * cluster takes as long that is not to be seen as one that is not there.
   */
  async seesIn(cluster: string, visible: Visible): Promise<boolean> {
    const rows: { cluster: string }[] = await whereVisible(
      this.knex('postures'),
      visible,
    ).distinct('cluster');
    return rows.some(row => row.cluster === cluster);
  }

  /** Names of the services of a cluster that are there to be seen, sorted. */
  async keysOf(
    cluster: string,
    visible: Visible,
  ): Promise<readonly ServiceKey[]> {
    return whereVisible(this.knex('postures'), visible)
      .where({ 'postures.cluster': cluster })
      .select('postures.namespace', 'postures.name')
      .orderBy(['postures.namespace', 'postures.name']);
  }

  /** One page of all services. */
  async list(
    query: CompleteServiceQuery & Pick<FilterQuery, 'visible'>,
  ): Promise<ServiceList> {
    return listServices(this.knex, query);
  }
}

function toStoredPosture(
  row: DocumentRow,
  isFollowed: IsFollowed,
): StoredPosture {
  const posture: ServicePosture = {
    ...JSON.parse(row.document),
    remedies: JSON.parse(row.remedies),
    // SQLite has numbers for booleans.
    ...(row.remedies_pending && { remediesPending: true }),
  };
  return { posture, ...readFreshness(row, isFollowed) };
}
