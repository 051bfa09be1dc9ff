import type { Knex } from 'knex';
import type { LabelRow } from '../postures/rows';
import { chunks } from '../postures/chunks';
import {
  addressColumns,
  addressKey,
  ServiceAddress,
  toColumns,
} from '../postures/ServiceAddress';
import type { ServiceSelector } from './entityBinding';
import { matchesLabels } from './labelSelector';

/** A service with the labels by which entities select it. */
export interface LabelledService extends ServiceAddress {
  readonly labels: Readonly<Record<string, string>>;
  /** Labels that all pods behind it have. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** What the label says of its namespace by which whole namespaces are claimed. */
  readonly namespaceLabel?: string;
}

/** Whether a selector takes a service: by its own labels, or by those of the pods behind it. */
export function selects(
  selector: ServiceSelector,
  service: LabelledService,
): boolean {
  const { cluster, namespace, requirements, services } = selector;
  const { labels, podLabels, namespaceLabel } = service;
  if (services) {
    return services.some(one => addressKey(one) === addressKey(service));
  }
  return (
    (cluster === undefined || cluster === service.cluster) &&
    (namespace === undefined || namespace === service.namespace) &&
    (selector.namespaceLabel === undefined ||
      selector.namespaceLabel === namespaceLabel) &&
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
  namespaceLabel: string,
): Promise<readonly LabelledService[]> {
  const found: LabelledService[] = [];
  // Services that are named may be more than fit into one statement.
  for (const services of selector.services
    ? chunks(selector.services)
    : [undefined]) {
    const some = { ...selector, services };
    const candidates = await readLabelledServices(knex, namespaceLabel, some);
    found.push(...candidates.filter(service => selects(some, service)));
  }
  return found;
}

/** All services, or those among which the ones that a selector takes are. */
export async function readLabelledServices(
  knex: Knex,
  namespaceLabel: string,
  selector?: ServiceSelector,
): Promise<readonly LabelledService[]> {
  const query = knex('postures')
    .leftJoin('posture_labels', join => {
      addressColumns.forEach(column =>
        join.on(`postures.${column}`, `posture_labels.${column}`),
      );
    })
    .leftJoin('namespace_labels', join =>
      join
        .on('postures.cluster', 'namespace_labels.cluster')
        .on('postures.namespace', 'namespace_labels.namespace')
        .onVal('namespace_labels.key', namespaceLabel),
    )
    .select(...addressColumns.map(column => `postures.${column}`))
    .select(
      'holder',
      'posture_labels.key',
      'posture_labels.value',
      'namespace_labels.value as namespace_label',
    )
    .orderBy(addressColumns.map(column => `postures.${column}`));
  if (selector) narrow(knex, query, selector);
  return groupLabels(await query);
}

// One condition that asks for a label finds few services by the index; the rest is checked on those.
function narrow(
  knex: Knex,
  query: Knex.QueryBuilder,
  selector: ServiceSelector,
): void {
  const { cluster, namespace, services, requirements } = selector;
  if (cluster !== undefined) query.where('postures.cluster', cluster);
  if (namespace !== undefined) query.where('postures.namespace', namespace);
  const address = addressColumns.map(column => `postures.${column}`);
  if (services) query.whereIn(address, services.map(toColumns));
  if (selector.namespaceLabel !== undefined) {
    query.where('namespace_labels.value', selector.namespaceLabel);
  }
  const positive =
    requirements.find(({ operator }) => operator === 'in') ??
    requirements.find(({ operator }) => operator === 'exists');
  if (!positive) return;
  const having = knex('posture_labels')
    .select(...addressColumns)
    .where({ key: positive.key });
  if (positive.operator === 'in') having.whereIn('value', positive.values);
  query.whereIn(address, having);
}

type JoinedRow = ServiceAddress & {
  readonly namespace_label: string | null;
} & (Pick<LabelRow, 'holder' | 'key' | 'value'> | { readonly holder: null });

function groupLabels(rows: readonly JoinedRow[]): readonly LabelledService[] {
  const services = new Map<
    string,
    LabelledService & Record<'labels' | 'podLabels', Record<string, string>>
  >();
  for (const row of rows) {
    const { cluster, namespace, name, namespace_label: namespaceLabel } = row;
    const service = services.get(addressKey(row)) ?? {
      cluster,
      namespace,
      name,
      labels: {},
      podLabels: {},
      ...(namespaceLabel !== null && { namespaceLabel }),
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
