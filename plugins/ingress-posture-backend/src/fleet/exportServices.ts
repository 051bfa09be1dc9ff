import type { ServiceSummary } from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import type { FilterQuery } from '../postures/filterServices';
import { readServices } from '../postures/listServices';
import { Cell, csvLine } from './csv';
import type { Environments } from './Environments';

// Rows that are in memory at a time.
const AT_ONCE = 500;

type Column = (service: ServiceSummary, environments: Environments) => Cell;

/** Columns of the export, in order, by the names in its first line. */
const columns: Readonly<Record<string, Column>> = {
  cluster: service => service.cluster,
  environment: ({ cluster }, environments) => environments.of(cluster) ?? null,
  namespace: service => service.namespace,
  service: service => service.name,
  mode: service => service.mode,
  posture: service => service.posture,
  certainty: service => service.certainty,
  sentence: service => service.sentence,
  edges: service => service.edges.join(' '),
  hosts: service => service.hosts.join(' '),
  entity: service => service.entityRef,
  contested: service => service.contested ?? false,
  owner: service => service.owner,
  system: service => service.system,
  errors: service => service.findings.error,
  warnings: service => service.findings.warning,
  infos: service => service.findings.info,
  since: service => service.since,
  observedAt: service => service.observedAt,
  stale: service => service.stale,
};

/** The services that fit as lines of CSV, worst first, below a line of names. */
export async function* exportServices(
  knex: Knex,
  query: FilterQuery,
  environments: Environments,
): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns));
  for (let offset = 0; ; offset += AT_ONCE) {
    const services = await readServices(knex, {
      ...query,
      sort: 'posture',
      order: 'asc',
      limit: AT_ONCE,
      offset,
    });
    for (const service of services) {
      const cells = Object.values(columns).map(column =>
        column(service, environments),
      );
      yield csvLine(cells);
    }
    if (services.length < AT_ONCE) return;
  }
}
