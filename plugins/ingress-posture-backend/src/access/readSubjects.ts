import type { PostureSubject } from '@ingress-posture/plugin-ingress-posture-node';
import type { Knex } from 'knex';

interface SubjectRow {
  readonly cluster: string;
  readonly namespace: string;
  readonly entity_ref: string | null;
  readonly owner: string | null;
  readonly system: string | null;
}

/**
 * What the permission framework's rules look at: services by "cluster/namespace/name", and entities, with
 * all services that they claim, by their references. Undefined for what is not there.
 */
export async function readSubjects(
  knex: Knex,
  resourceRefs: readonly string[],
): Promise<(PostureSubject | undefined)[]> {
  return Promise.all(resourceRefs.map(ref => readSubject(knex, ref)));
}

async function readSubject(
  knex: Knex,
  ref: string,
): Promise<PostureSubject | undefined> {
  const rows = ref.includes(':')
    ? await rowsOfEntity(knex, ref.toLocaleLowerCase('en-US'))
    : await rowsOfService(knex, ref);
  if (rows.length === 0) return undefined;
  const distinct = (column: keyof SubjectRow) => [
    ...new Set(rows.flatMap(row => row[column] ?? [])),
  ];
  return {
    clusters: distinct('cluster'),
    namespaces: distinct('namespace'),
    entities: distinct('entity_ref'),
    owners: distinct('owner'),
    systems: distinct('system'),
  };
}

async function rowsOfService(
  knex: Knex,
  ref: string,
): Promise<readonly SubjectRow[]> {
  const [cluster, namespace, name] = ref.split('/');
  if (name === undefined) return [];
  return knex('postures as service')
    .leftJoin('service_claims as claim', join =>
      join
        .on('claim.cluster', 'service.cluster')
        .on('claim.namespace', 'service.namespace')
        .on('claim.name', 'service.name'),
    )
    .leftJoin('bound_entities as entity', {
      'entity.entity_ref': 'claim.entity_ref',
    })
    .leftJoin('entity_owners as owners', {
      'owners.entity_ref': 'claim.entity_ref',
    })
    .where({
      'service.cluster': cluster,
      'service.namespace': namespace,
      'service.name': name,
    })
    .select(
      'service.cluster',
      'service.namespace',
      'claim.entity_ref',
      'owners.owner',
      'entity.system',
    );
}

async function rowsOfEntity(
  knex: Knex,
  entityRef: string,
): Promise<readonly SubjectRow[]> {
  return knex('bound_entities as entity')
    .leftJoin('entity_owners as owners', {
      'owners.entity_ref': 'entity.entity_ref',
    })
    .leftJoin('service_claims as claim', {
      'claim.entity_ref': 'entity.entity_ref',
    })
    .where({ 'entity.entity_ref': entityRef })
    .select(
      'claim.cluster',
      'claim.namespace',
      'entity.entity_ref',
      'owners.owner',
      'entity.system',
    );
}
