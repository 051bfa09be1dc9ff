import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressKey } from '../postures/ServiceAddress';
import {
  BoundEntity,
  readBoundEntities,
  readBoundEntitiesByRefs,
} from './BoundEntity';
import { claimsOf } from './claims';
import { ClaimStore } from './ClaimStore';
import {
  LabelledService,
  findServices,
  readLabelledServices,
} from './LabelledService';
import { ServiceIndex } from './ServiceIndex';

interface ServiceOwnersOptions {
  readonly knex: Knex;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
  /** Label of namespaces by which all of their services are claimed. */
  readonly namespaceLabel: string;
}

// A cluster that is read for the first time brings its services in one report, or in a few.
const GATHER_MS = 500;

// While the catalog stands still it is read less and less often; in calls of `refresh`.
const LONGEST_REST = 6;

type Entities = ReadonlyMap<string, BoundEntity>;

/**
 * Keeps which entity, owner and system each service belongs to, so that the list of services can be
 * filtered and sorted by them in the database.
 */
export class ServiceOwners {
  readonly #options: ServiceOwnersOptions;
  readonly #store: ClaimStore;
  /** Undefined until the catalog was read: owners of an earlier run stand until then. */
  #entities: Entities | undefined;
  #assigning: Promise<void> | undefined;
  #rest = { length: 1, left: 0 };

  constructor(options: ServiceOwnersOptions) {
    this.#options = options;
    this.#store = new ClaimStore(options.knex);
  }

  /** To be called every few seconds: reads the catalog's entities when it is time to. */
  async refresh(): Promise<void> {
    if (this.#rest.left > 0) {
      this.#rest.left -= 1;
      return;
    }
    const isNews = await this.readAll();
    const length = isNews ? 1 : Math.min(this.#rest.length * 2, LONGEST_REST);
    this.#rest = { length, left: length - 1 };
  }

  /** Reads all entities that claim services, and assigns services to them when any is another one. */
  async readAll(): Promise<boolean> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const read = await readBoundEntities(catalog, credentials);
    const entities = new Map(read.map(one => [one.entityRef, one]));
    if (isDeepStrictEqual(entities, this.#entities)) return false;
    this.#entities = entities;
    await this.assign();
    return true;
  }

  /** Reads some entities again, and assigns what they claim, or claimed. */
  async readAgain(entityRefs: readonly string[]): Promise<void> {
    // All of them are about to be read.
    if (!this.#entities) return;
    const { auth, catalog, knex, namespaceLabel } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const read = await readBoundEntitiesByRefs(
      catalog,
      credentials,
      entityRefs,
    );
    const entities = new Map(this.#entities);
    for (const ref of entityRefs) entities.delete(ref);
    for (const one of read) entities.set(one.entityRef, one);
    this.#entities = entities;
    const found: LabelledService[] = [];
    for (const selector of read.flatMap(({ selectors }) => selectors)) {
      found.push(...(await findServices(knex, selector, namespaceLabel)));
    }
    const claims = claimsOf(read, new ServiceIndex(distinct(found)));
    this.#tell(await this.#store.replaceOf(entityRefs, read, claims));
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

  /** Assigns all services to the entities that were last read. */
  async assign(): Promise<void> {
    if (!this.#entities) return;
    const { knex, namespaceLabel } = this.#options;
    const services = await readLabelledServices(knex, namespaceLabel);
    const entities = [...this.#entities.values()];
    const claims = claimsOf(entities, new ServiceIndex(services));
    this.#tell(await this.#store.replaceAll(entities, claims));
  }

  #tell(moved: number): void {
    if (moved === 0) return;
    this.#options.logger.debug(`Assigned ${moved} services to other entities`);
  }
}

// Several selectors of an entity find the same services.
function distinct(
  services: readonly LabelledService[],
): readonly LabelledService[] {
  return [...new Map(services.map(one => [addressKey(one), one])).values()];
}
