import type { Knex } from 'knex';
import type { LabelRow } from '../postures/rows';
import {
  addressColumns,
  addressKey,
  ServiceAddress,
} from '../postures/ServiceAddress';
import type { ServiceSelector } from './entityBinding';
import { matchesLabels, Requirement } from './labelSelector';

/** A service with the labels by which entities select it. */
export interface LabelledService extends ServiceAddress {
  readonly labels: Readonly<Record<string, string>>;
  /** Labels that all pods behind it have. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Whether a selector takes a service: by its own labels, or by those of the pods behind it. */
export function selects(
  { cluster, namespace, requirements }: ServiceSelector,
  service: LabelledService,
): boolean {
  const { labels, podLabels } = service;
  return (
    (cluster === undefined || cluster === service.cluster) &&
    (namespace === undefined || namespace === service.namespace) &&
    (matchesLabels(requirements, labels) ||
      // Without pods there is nothing that a negative condition could hold for.
      (Object.keys(podLabels).length > 0 &&
        matchesLabels(requirements, podLabels)))
  );
}

/** The services that a selector takes, sorted by cluster, namespace and name. */
export async function findServices(
  knex: Knex,
  selector: ServiceSelector,
): Promise<readonly LabelledService[]> {
  const candidates = await readLabelledServices(knex, selector);
  return candidates.filter(service => selects(selector, service));
}

/** All services, or those among which the ones that a selector takes are. */
export async function readLabelledServices(
  knex: Knex,
  selector: ServiceSelector = { requirements: [] },
): Promise<readonly LabelledService[]> {
  const { cluster, namespace } = selector;
  const query = knex('postures')
    .leftJoin('posture_labels', join => {
      addressColumns.forEach(column =>
        join.on(`postures.${column}`, `posture_labels.${column}`),
      );
    })
    .select(...addressColumns.map(column => `postures.${column}`))
    .select('holder', 'key', 'value')
    .orderBy(addressColumns.map(column => `postures.${column}`));
  if (cluster !== undefined) {
    query.where('postures.cluster', cluster);
  }
  if (namespace !== undefined) {
    query.where('postures.namespace', namespace);
  }
  narrow(knex, query, selector.requirements);
  return groupLabels(await query);
}

// One condition that asks for a label finds few services by the index; the rest is checked on those.
function narrow(
  knex: Knex,
  query: Knex.QueryBuilder,
  requirements: readonly Requirement[],
): void {
  const positive =
    requirements.find(({ operator }) => operator === 'in') ??
    requirements.find(({ operator }) => operator === 'exists');
  if (!positive) {
    return;
  }
  const having = knex('posture_labels')
    .select(...addressColumns)
    .where({ key: positive.key });
  if (positive.operator === 'in') {
    having.whereIn('value', positive.values);
  }
  query.whereIn(
    addressColumns.map(column => `postures.${column}`),
    having,
  );
}

type JoinedRow = ServiceAddress &
  (Pick<LabelRow, 'holder' | 'key' | 'value'> | { readonly holder: null });

function groupLabels(rows: readonly JoinedRow[]): readonly LabelledService[] {
  const services = new Map<
    string,
    ServiceAddress & Record<'labels' | 'podLabels', Record<string, string>>
  >();
  for (const row of rows) {
    const { cluster, namespace, name } = row;
    const service = services.get(addressKey(row)) ?? {
      cluster,
      namespace,
      name,
      labels: {},
      podLabels: {},
    };
    services.set(addressKey(row), service);
    if (row.holder !== null) {
      const labels =
        row.holder === 'service' ? service.labels : service.podLabels;
      labels[row.key] = row.value;
    }
  }
  return [...services.values()];
}
