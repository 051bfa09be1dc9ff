import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import {
  ANNOTATION_MODE,
  ANNOTATION_MTLS_POSTURE,
  Verdict,
} from '@ingress-posture/plugin-ingress-posture-common';
import { claimOf } from './claimOf';
import { refreshKey } from './refreshKey';
import { isSame, Verdicts } from './Verdicts';

const MEMORY = 'memory';

/** What the catalog remembers of an entity's last run; it outlives the process. */
interface Memory {
  readonly claim?: string;
  readonly verdict?: Verdict;
}

interface VerdictProcessorOptions {
  readonly verdicts: Verdicts;
  /** Hears of entities that ask for other services than before, or belong to somebody else. */
  readonly onChangedClaim: (entityRef: string) => void;
}

/**
 * Writes the verdict on an entity's services onto the entity. It asks nobody: verdicts are in memory, and
 * until they are, the entity keeps what the catalog remembers of the last time it was processed.
 */
export class VerdictProcessor implements CatalogProcessor {
  readonly #options: VerdictProcessorOptions;

  constructor(options: VerdictProcessorOptions) {
    this.#options = options;
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
    const { verdicts, onChangedClaim } = this.#options;
    const claim = claimOf(entity);
    const before: Memory = (await cache.get<JsonObject>(MEMORY)) ?? {};
    if (claim === undefined && before.claim === undefined) {
      return entity;
    }
    const entityRef = stringifyEntityRef(entity);
    if (claim !== before.claim) {
      onChangedClaim(entityRef);
    }
    if (claim === undefined) {
      verdicts.forget(entityRef);
      await cache.set(MEMORY, {});
      return entity;
    }
    emit(processingResult.refresh(refreshKey(entityRef)));
    const verdict = verdicts.give(entityRef, before.verdict);
    if (claim !== before.claim || !isSame(verdict, before.verdict)) {
      await cache.set(MEMORY, {
        claim,
        ...(verdict && { verdict: { ...verdict } }),
      });
    }
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
