import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostureRow } from '../postures/rows';
import { addressColumns, addressKey } from '../postures/ServiceAddress';
import { BoundEntity, Ownership, readBoundEntities } from './BoundEntity';
import { LabelIndex } from './LabelIndex';
import { readLabelledServices, selects } from './LabelledService';

interface ServiceOwnersOptions {
  readonly knex: Knex;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
}

// A cluster that is read for the first time brings its services in one report, or in a few.
const GATHER_MS = 500;
const unowned: Ownership = { entity_ref: null, owner: null, system: null };

/**
 * Keeps which entity, owner and system each service belongs to, so that the list of services can be
 * filtered and sorted by them in the database.
 */
export class ServiceOwners {
  readonly #options: ServiceOwnersOptions;
  /** Undefined until the catalog was read: owners of an earlier run stand until then. */
  #entities: readonly BoundEntity[] | undefined;
  #assigning: Promise<void> | undefined;

  constructor(options: ServiceOwnersOptions) {
    this.#options = options;
  }

  /** Reads the catalog's entities with Kubernetes annotations, and assigns services to them. */
  async refresh(): Promise<void> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    this.#entities = await readBoundEntities(catalog, credentials);
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
    if (!this.#entities) {
      return;
    }
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

  async #write(owned: ReadonlyMap<string, Ownership>): Promise<void> {
    const { knex, logger } = this.#options;
    const rows = await knex<PostureRow>('postures').select(
      ...addressColumns,
      'entity_ref',
      'owner',
      'system',
    );
    const moved = rows.filter(
      row => !sameOwnership(row, owned.get(addressKey(row)) ?? unowned),
    );
    for (const { cluster, namespace, name } of moved) {
      const address = { cluster, namespace, name };
      await knex<PostureRow>('postures')
        .where(address)
        .update(owned.get(addressKey(address)) ?? unowned);
    }
    if (moved.length > 0) {
      logger.debug(`Assigned ${moved.length} services to other entities`);
    }
  }
}

function sameOwnership(one: Ownership, other: Ownership): boolean {
  return (
    one.entity_ref === other.entity_ref &&
    one.owner === other.owner &&
    one.system === other.system
  );
}
