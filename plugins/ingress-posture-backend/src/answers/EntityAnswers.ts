import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  clustersReadPermission,
  EntityPostures,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Access } from '../access/Access';
import type { EntityPosturesReader } from '../entities/EntityPosturesReader';

interface EntityAnswersOptions {
  readonly access: Access;
  readonly catalog: CatalogService;
  readonly reader: EntityPosturesReader;
}

/** Answers about catalog entities, to whoever may see them and the postures. */
export class EntityAnswers {
  readonly #options: EntityAnswersOptions;

  constructor(options: EntityAnswersOptions) {
    this.#options = options;
  }

  /** The services of an entity, and how they were found. */
  async postures(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<EntityPostures> {
    const { access, catalog, reader } = this.#options;
    const visible = await access.visible(credentials);
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) throw new NotFoundError(`There is no entity ${entityRef}`);
    const clusters = await access.has(clustersReadPermission, credentials);
    return reader.read(entity, { visible, clusters });
  }
}
