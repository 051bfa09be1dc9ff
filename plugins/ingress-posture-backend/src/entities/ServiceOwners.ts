import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostureRow } from '../postures/rows';
import { addressKey } from '../postures/ServiceAddress';
import {
  readBinding,
  SELECTING_ANNOTATIONS,
  ServiceSelector,
} from './entityBinding';
import { LabelIndex } from './LabelIndex';
import { readLabelledServices, selects } from './LabelledService';

type Ownership = Pick<PostureRow, 'entity_ref' | 'owner' | 'system'>;

interface BoundEntity {
  readonly selector: ServiceSelector;
  readonly ownership: Ownership;
}

interface ServiceOwnersOptions {
  readonly knex: Knex;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
}

// A cluster that is read for the first time brings its services in one report, or in a few.
const GATHER_MS = 500;
const FIELDS = ['kind', 'metadata', 'relations'];
const unowned: Ownership = { entity_ref: null, owner: null, system: null };

/**
 * Keeps which entity, owner and system each service belongs to, so that the list of services can be
 * filtered and sorted by them in the database.
 */
export class ServiceOwners {
  readonly #options: ServiceOwnersOptions;
  #entities: readonly BoundEntity[] = [];
  #assigning: Promise<void> | undefined;

  constructor(options: ServiceOwnersOptions) {
    this.#options = options;
  }

  /** Reads the catalog's entities with Kubernetes annotations, and assigns services to them. */
  async refresh(): Promise<void> {
    this.#entities = await this.#readEntities();
    await this.assign();
  }

  /** Assigns services in the background, once for all that ask before it begins. */
  assignSoon(): void {
    this.#assigning ??= sleep(GATHER_MS)
      .then(() => {
        this.#assigning = undefined;
        return this.assign();
      })
      .catch(error =>
        this.#options.logger.warn('Cannot assign services to entities', error),
      );
  }

  /** Assigns services to the entities that were last read. */
  async assign(): Promise<void> {
    const services = await readLabelledServices(this.#options.knex);
    const index = new LabelIndex(services);
    const owned = new Map<string, Ownership>();
    for (const { selector, ownership } of this.#entities) {
      for (const service of index.candidates(selector)) {
        const key = addressKey(service);
        if (!owned.has(key) && selects(selector, service)) {
          owned.set(key, ownership);
        }
      }
    }
    await this.#write(owned);
  }

  async #readEntities(): Promise<readonly BoundEntity[]> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const bound: BoundEntity[] = [];
    const pages = catalog.streamEntities(
      {
        fields: FIELDS,
        filter: SELECTING_ANNOTATIONS.map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
      },
      { credentials },
    );
    for await (const page of pages) {
      bound.push(...page.flatMap(toBoundEntity));
    }
    return bound.sort(bySpecificity);
  }

  async #write(owned: ReadonlyMap<string, Ownership>): Promise<void> {
    const { knex, logger } = this.#options;
    const rows = await knex<PostureRow>('postures').select(
      'cluster',
      'namespace',
      'name',
      'entity_ref',
      'owner',
      'system',
    );
    let written = 0;
    for (const row of rows) {
      const { cluster, namespace, name } = row;
      const ownership = owned.get(addressKey(row)) ?? unowned;
      if (!sameOwnership(row, ownership)) {
        await knex<PostureRow>('postures')
          .where({ cluster, namespace, name })
          .update(ownership);
        written += 1;
      }
    }
    if (written > 0) {
      logger.debug(`Assigned ${written} services to other entities`);
    }
  }
}

function toBoundEntity(entity: Entity): BoundEntity[] {
  const binding = readBinding(entity);
  if (binding.state !== 'selects') {
    return [];
  }
  const related = (type: string) =>
    entity.relations?.find(relation => relation.type === type)?.targetRef ??
    null;
  return [
    {
      selector: binding.services,
      ownership: {
        entity_ref: stringifyEntityRef(entity),
        owner: related(RELATION_OWNED_BY),
        system: related(RELATION_PART_OF),
      },
    },
  ];
}

// A service that several entities take belongs to the one that asks for it by its labels.
function bySpecificity(one: BoundEntity, other: BoundEntity): number {
  const rank = ({ selector }: BoundEntity) => (selector.selector ? 0 : 1);
  return (
    rank(one) - rank(other) ||
    String(one.ownership.entity_ref).localeCompare(
      String(other.ownership.entity_ref),
    )
  );
}

function sameOwnership(one: Ownership, other: Ownership): boolean {
  return (
    one.entity_ref === other.entity_ref &&
    one.owner === other.owner &&
    one.system === other.system
  );
}
