import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_MODE,
  ANNOTATION_MTLS_POSTURE,
  Verdict,
} from '@ingress-posture/plugin-ingress-posture-common';
import { refreshKey } from './refreshKey';
import { isSame, Verdicts } from './Verdicts';

const REMEMBERED = 'verdict';

/**
 * Writes the verdict on an entity's services onto the entity. It asks nobody: verdicts are in memory, and
 * until they are, the entity keeps what the catalog remembers of the last time it was processed.
 */
export class VerdictProcessor implements CatalogProcessor {
  readonly #verdicts: Verdicts;

  constructor(verdicts: Verdicts) {
    this.#verdicts = verdicts;
  }

  getProcessorName(): string {
    return 'IngressPostureVerdictProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    _originLocation: LocationSpec,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (entity.kind === 'Location') {
      return entity;
    }
    const entityRef = stringifyEntityRef(entity);
    const cached = await cache.get<Verdict & Record<string, string>>(
      REMEMBERED,
    );
    const remembered = cached?.mode ? cached : undefined;
    const verdict = this.#verdicts.give(entityRef, remembered);
    if (!isSame(verdict, remembered)) {
      // Without a verdict, empty: what is not written anew would stay.
      await cache.set(REMEMBERED, { ...verdict });
    }
    emit(processingResult.refresh(refreshKey(entityRef)));
    return verdict ? annotated(entity, verdict) : entity;
  }
}

/** The entity with its verdict; what its owner wrote stays. */
function annotated(entity: Entity, { mode, posture }: Verdict): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        [ANNOTATION_MODE]: mode,
        [ANNOTATION_MTLS_POSTURE]: posture,
        ...entity.metadata.annotations,
      },
    },
  };
}
