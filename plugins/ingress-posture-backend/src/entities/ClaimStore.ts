import type { Knex } from 'knex';
import { chunks } from '../postures/chunks';
import type { PostureRow } from '../postures/rows';
import {
  addressColumns,
  addressKey,
  ServiceAddress,
  toColumns,
} from '../postures/ServiceAddress';
import type { BoundEntity } from './BoundEntity';
import { Claim, isContested, sortClaims } from './claims';

/** Whose a service is, as its row says. */
type Ownership = Pick<PostureRow, 'entity_ref' | 'owner' | 'system'> & {
  readonly contested: boolean;
};

interface ClaimRow extends ServiceAddress {
  readonly entity_ref: string;
  readonly kind: string;
}

interface EntityRow {
  readonly entity_ref: string;
  readonly owner: string | null;
  readonly system: string | null;
}

const unowned: Ownership = {
  entity_ref: null,
  owner: null,
  system: null,
  contested: false,
};

/** Keeps which entities claim which services, and whose each service is because of that. */
export class ClaimStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Makes these the only entities that claim anything. Answers how many services changed hands. */
  async replaceAll(
    entities: readonly BoundEntity[],
    claims: readonly Claim[],
  ): Promise<number> {
    return this.#knex.transaction(async trx => {
      await replaceEntities(trx, undefined, entities);
      await replaceClaims(trx, undefined, claims);
      return settle(trx, undefined);
    });
  }

  /** The same for some entities, by their references; others stay as they are. */
  async replaceOf(
    entityRefs: readonly string[],
    entities: readonly BoundEntity[],
    claims: readonly Claim[],
  ): Promise<number> {
    return this.#knex.transaction(async trx => {
      const before = await readClaims(trx, entityRefs);
      await replaceEntities(trx, entityRefs, entities);
      await replaceClaims(trx, entityRefs, claims);
      return settle(trx, [...before, ...claims]);
    });
  }
}

async function replaceEntities(
  trx: Knex.Transaction,
  entityRefs: readonly string[] | undefined,
  entities: readonly BoundEntity[],
): Promise<void> {
  const known = await readOf<EntityRow>(trx, 'bound_entities', entityRefs);
  const owners = await readOf<{ entity_ref: string; owner: string }>(
    trx,
    'entity_owners',
    entityRefs,
  );
  await write(trx, 'bound_entities', known, entities.map(toEntityRow));
  await write(
    trx,
    'entity_owners',
    owners,
    entities.flatMap(({ entityRef, owners: all }) =>
      all.map(owner => ({ entity_ref: entityRef, owner })),
    ),
  );
}

async function replaceClaims(
  trx: Knex.Transaction,
  entityRefs: readonly string[] | undefined,
  claims: readonly Claim[],
): Promise<void> {
  const known = await readOf<ClaimRow>(trx, 'service_claims', entityRefs);
  await write(trx, 'service_claims', known, claims.map(toClaimRow));
}

/** Gives each service to the entity whose claim decides. */
async function settle(
  trx: Knex.Transaction,
  services: readonly ServiceAddress[] | undefined,
): Promise<number> {
  const claims = await readAt<ClaimRow>(trx, 'service_claims', services);
  const rows = await readAt<ServiceAddress & Ownership>(
    trx,
    'postures',
    services,
    ['entity_ref', 'owner', 'system', 'contested'],
  );
  const entities = new Map(
    (await trx<EntityRow>('bound_entities')).map(row => [row.entity_ref, row]),
  );
  const byService = new Map<string, ClaimRow[]>();
  for (const claim of claims) {
    const known = byService.get(addressKey(claim));
    if (known) known.push(claim);
    else byService.set(addressKey(claim), [claim]);
  }
  const moves = new Map<string, { to: Ownership; of: ServiceAddress[] }>();
  for (const row of rows) {
    const to = ownership(byService.get(addressKey(row)) ?? [], entities);
    if (isSame(row, to)) continue;
    const key = JSON.stringify(to);
    const move = moves.get(key) ?? { to, of: [] };
    moves.set(key, move);
    move.of.push(row);
  }
  for (const { to, of } of moves.values()) {
    for (const some of chunks(of)) {
      await trx('postures')
        .whereIn([...addressColumns], some.map(toColumns))
        .update(to);
    }
  }
  return [...moves.values()].reduce((sum, { of }) => sum + of.length, 0);
}

function ownership(
  rows: readonly ClaimRow[],
  entities: ReadonlyMap<string, EntityRow>,
): Ownership {
  const claims = sortClaims(rows.map(toClaim));
  const entity = claims[0] && entities.get(claims[0].entityRef);
  return entity ? { ...entity, contested: isContested(claims) } : unowned;
}

// SQLite has numbers for booleans.
function isSame(row: Ownership, to: Ownership): boolean {
  return (
    row.entity_ref === to.entity_ref &&
    row.owner === to.owner &&
    row.system === to.system &&
    Boolean(row.contested) === to.contested
  );
}

async function readClaims(
  trx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<readonly ServiceAddress[]> {
  return readOf<ClaimRow>(trx, 'service_claims', entityRefs);
}

/** Rows of these entities, or all. */
async function readOf<T>(
  trx: Knex.Transaction,
  table: string,
  entityRefs: readonly string[] | undefined,
): Promise<readonly T[]> {
  if (!entityRefs) return trx(table).select();
  const found: T[] = [];
  for (const some of chunks(entityRefs)) {
    found.push(...(await trx(table).whereIn('entity_ref', some)));
  }
  return found;
}

/** Rows of these services, or all. */
async function readAt<T>(
  trx: Knex.Transaction,
  table: string,
  services: readonly ServiceAddress[] | undefined,
  columns: readonly string[] = ['entity_ref', 'kind'],
): Promise<readonly T[]> {
  const select = [...addressColumns, ...columns];
  if (!services) return trx(table).select(select);
  const found: T[] = [];
  const distinct = new Map(services.map(one => [addressKey(one), one]));
  for (const some of chunks([...distinct.values()])) {
    found.push(
      ...(await trx(table)
        .whereIn([...addressColumns], some.map(toColumns))
        .select(select)),
    );
  }
  return found;
}

/** Turns the rows that are there into those that should be, and touches no others. */
async function write<T extends object>(
  trx: Knex.Transaction,
  table: string,
  known: readonly T[],
  wanted: readonly T[],
): Promise<void> {
  const keyOf = (row: object) =>
    JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  const before = new Map(known.map(row => [keyOf(row), row]));
  const after = new Map(wanted.map(row => [keyOf(row), row]));
  const gone = [...before].filter(([key]) => !after.has(key));
  for (const [, row] of gone) await trx(table).where(row).delete();
  const added = [...after].filter(([key]) => !before.has(key));
  for (const some of chunks(added)) {
    await trx(table).insert(some.map(([, row]) => row));
  }
}

function toEntityRow({ entityRef, owners, system }: BoundEntity): EntityRow {
  return { entity_ref: entityRef, owner: owners[0] ?? null, system };
}

function toClaimRow({ entityRef, ...claim }: Claim): ClaimRow {
  return { ...claim, entity_ref: entityRef };
}

function toClaim({ entity_ref: entityRef, ...row }: ClaimRow): Claim {
  return { ...row, entityRef } as Claim;
}
