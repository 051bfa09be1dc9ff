import {
  modeRank,
  postureRank,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import type { ServiceKey } from '../watch/clusterReport';
import type { NamespaceLabels } from '../watch/KnownNamespaces';
import type { ObjectPlaces } from '../watch/KnownPlaces';
import { chunks } from './chunks';
import type { PostureRecord, RemediesRecord } from './PostureRecord';
import type { LabelRow, PostureRow } from './rows';

type KnownRow = Pick<PostureRow, 'namespace' | 'name' | 'hash'> &
  Pick<PostureRow, 'mode' | 'posture' | 'since'>;

/** Writes the postures of one cluster inside a transaction. */
export class PostureWriter {
  readonly #trx: Knex.Transaction;
  readonly #cluster: string;
  #changedVerdicts = false;

  constructor(trx: Knex.Transaction, cluster: string) {
    this.#trx = trx;
    this.#cluster = cluster;
  }

  /** Whether what was written, or removed, has other modes or postures than before. */
  get changedVerdicts(): boolean {
    return this.#changedVerdicts;
  }

  /** Writes those that are not what is known already. */
  async write(
    records: readonly PostureRecord[],
  ): Promise<{ readonly written: number; readonly added: number }> {
    const total = { written: 0, added: 0 };
    for (const some of chunks(records)) {
      const known = await this.#known(some);
      const changed = some.filter(
        record => known.get(keyOf(record))?.hash !== record.hash,
      );
      this.#changedVerdicts ||= changed.some(record => {
        const before = known.get(keyOf(record));
        return (
          before?.mode !== record.mode || before.posture !== record.posture
        );
      });
      if (changed.length > 0) {
        await this.#writePostures(changed, known);
        await this.#writeLabels(changed);
      }
      total.written += changed.length;
      total.added += some.length - known.size;
    }
    return total;
  }

  /** Writes remedies that were worked out; services that are gone by now have none. */
  async writeRemedies(records: readonly RemediesRecord[]): Promise<void> {
    for (const { namespace, name, document } of records) {
      await this.#trx('postures')
        .where({ cluster: this.#cluster, namespace, name })
        .update({ remedies: document, remedies_pending: false });
    }
  }

  /** Removes these services. */
  async remove(keys: readonly ServiceKey[]): Promise<void> {
    for (const some of chunks(keys)) {
      const removed = await this.#where('postures', some).delete();
      this.#changedVerdicts ||= removed > 0;
      await this.#where('posture_labels', some).delete();
      await this.#where('service_claims', some).delete();
    }
  }

  /** Writes the labels of all namespaces. */
  async writeNamespaces(namespaces: NamespaceLabels): Promise<void> {
    const cluster = this.#cluster;
    await this.#trx('namespace_labels').where({ cluster }).delete();
    const rows = Object.entries(namespaces).flatMap(([namespace, labels]) =>
      Object.entries(labels).map(([key, value]) => ({
        cluster,
        namespace,
        key,
        value,
      })),
    );
    for (const some of chunks(rows)) {
      await this.#trx('namespace_labels').insert([...some]);
    }
  }

  /** Writes where all objects are written down. */
  async writePlaces(places: ObjectPlaces): Promise<void> {
    const cluster = this.#cluster;
    await this.#trx('object_places').where({ cluster }).delete();
    const rows = Object.entries(places).map(([object, { file, line }]) => ({
      cluster,
      object,
      file,
      line,
    }));
    for (const some of chunks(rows)) {
      await this.#trx('object_places').insert([...some]);
    }
  }

  /** Removes all services but these. */
  async keepOnly(keys: readonly ServiceKey[]): Promise<void> {
    const keep = new Set(keys.map(keyOf));
    const known: ServiceKey[] = await this.#trx<PostureRow>('postures')
      .where({ cluster: this.#cluster })
      .select('namespace', 'name');
    await this.remove(known.filter(key => !keep.has(keyOf(key))));
  }

  async #known(keys: readonly ServiceKey[]) {
    const rows: KnownRow[] = await this.#where('postures', keys).select(
      'namespace',
      'name',
      'hash',
      'mode',
      'posture',
      'since',
    );
    return new Map(rows.map(row => [keyOf(row), row]));
  }

  async #writePostures(
    records: readonly PostureRecord[],
    known: ReadonlyMap<string, KnownRow>,
  ): Promise<void> {
    const now = new Date().toISOString();
    const rows = records.map(record => {
      const before = known.get(keyOf(record));
      return {
        ...toRow(this.#cluster, record),
        observed_at: now,
        remedies_pending: true,
        since: before && before.posture === record.posture ? before.since : now,
      };
    });
    // Names only what it writes, so that owners stay as they are.
    await this.#trx('postures')
      .insert(rows)
      .onConflict(['cluster', 'namespace', 'name'])
      .merge();
  }

  async #writeLabels(records: readonly PostureRecord[]): Promise<void> {
    await this.#where('posture_labels', records).delete();
    const rows = records.flatMap(record => this.#labelsOf(record));
    for (const some of chunks(rows)) {
      await this.#trx('posture_labels').insert([...some]);
    }
  }

  #labelsOf(record: PostureRecord): LabelRow[] {
    const { namespace, name } = record;
    const service = { cluster: this.#cluster, namespace, name };
    const of = (
      holder: LabelRow['holder'],
      labels: Readonly<Record<string, string>>,
    ) =>
      Object.entries(labels).map(([key, value]) => ({
        ...service,
        holder,
        key,
        value,
      }));
    return [...of('service', record.labels), ...of('pods', record.podLabels)];
  }

  #where(table: string, keys: readonly ServiceKey[]) {
    return this.#trx(table)
      .where({ cluster: this.#cluster })
      .whereIn(
        ['namespace', 'name'],
        keys.map(({ namespace, name }) => [namespace, name]),
      );
  }
}

function toRow(cluster: string, record: PostureRecord) {
  return {
    cluster,
    namespace: record.namespace,
    name: record.name,
    mode: record.mode,
    mode_rank: modeRank[record.mode],
    posture: record.posture,
    posture_rank: postureRank[record.posture],
    certainty: record.certainty,
    sentence: record.sentence,
    vendors: `|${record.vendors.join('|')}|`,
    edges: JSON.stringify(record.edges),
    hosts: JSON.stringify(record.hosts),
    errors: record.findings.error,
    warnings: record.findings.warning,
    infos: record.findings.info,
    document: record.document,
    hash: record.hash,
  };
}

function keyOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}
