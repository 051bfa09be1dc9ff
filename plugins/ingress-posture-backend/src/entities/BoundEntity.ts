import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { PostureRow } from '../postures/rows';
import {
  readBinding,
  SELECTING_ANNOTATIONS,
  ServiceSelector,
} from './entityBinding';

/** Who a service belongs to; columns of `postures`. */
export type Ownership = Pick<PostureRow, 'entity_ref' | 'owner' | 'system'>;

/** An entity that asks for services, and what it makes of them. */
export interface BoundEntity {
  readonly selector: ServiceSelector;
  readonly ownership: Ownership;
}

/**
 * Reads all entities that ask for services. A service that several of them ask for belongs to the first:
 * those that ask by labels come before those that ask for a whole namespace.
 */
export async function readBoundEntities(
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<readonly BoundEntity[]> {
  const bound: BoundEntity[] = [];
  const pages = catalog.streamEntities(
    {
      fields: ['kind', 'metadata', 'relations'],
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

function bySpecificity(one: BoundEntity, other: BoundEntity): number {
  const rank = ({ selector }: BoundEntity) => (selector.selector ? 0 : 1);
  return (
    rank(one) - rank(other) ||
    String(one.ownership.entity_ref).localeCompare(
      String(other.ownership.entity_ref),
    )
  );
}
