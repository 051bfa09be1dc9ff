import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { SELECTING_ANNOTATIONS } from '@ingress-posture/plugin-ingress-posture-common';
import { readBinding, ServiceSelector } from './entityBinding';

/** An entity that asks for services, and whose it is. */
export interface BoundEntity {
  readonly entityRef: string;
  readonly owners: readonly string[];
  readonly system: string | null;
  /** The most specific first. */
  readonly selectors: readonly ServiceSelector[];
}

// What is read of an entity.
const fields = ['kind', 'metadata', 'relations'];

/** Reads all entities that ask for services. */
export async function readBoundEntities(
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<readonly BoundEntity[]> {
  const bound: BoundEntity[] = [];
  const pages = catalog.streamEntities(
    {
      fields,
      filter: SELECTING_ANNOTATIONS.map(annotation => ({
        [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
      })),
    },
    { credentials },
  );
  for await (const page of pages) {
    bound.push(...page.flatMap(toBoundEntity));
  }
  return bound;
}

/** Reads these entities, those of them that are there and ask for services. */
export async function readBoundEntitiesByRefs(
  catalog: CatalogService,
  credentials: BackstageCredentials,
  entityRefs: readonly string[],
): Promise<readonly BoundEntity[]> {
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: [...entityRefs], fields },
    { credentials },
  );
  return items.flatMap(entity => (entity ? toBoundEntity(entity) : []));
}

function toBoundEntity(entity: Entity): BoundEntity[] {
  const binding = readBinding(entity);
  if (binding.state !== 'selects') return [];
  const related = (type: string) =>
    (entity.relations ?? [])
      .filter(relation => relation.type === type)
      .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
  const [system] = related(RELATION_PART_OF);
  return [
    {
      entityRef: stringifyEntityRef(entity),
      owners: [...new Set(related(RELATION_OWNED_BY))],
      system: system ?? null,
      selectors: binding.selectors,
    },
  ];
}
