import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  SELECTING_ANNOTATIONS,
} from '@ingress-posture/plugin-ingress-posture-common';

/**
 * What an entity claims services by, and for whom, as text to compare; undefined when it claims none.
 * Whatever else is written on the entity changes nothing for its services.
 */
export function claimOf(entity: Entity): string | undefined {
  const { annotations } = entity.metadata;
  const selecting = SELECTING_ANNOTATIONS.map(name => annotations?.[name]);
  if (selecting.every(value => value === undefined)) {
    return undefined;
  }
  const { owner, system } = entity.spec ?? {};
  const cluster = annotations?.[ANNOTATION_KUBERNETES_CLUSTER];
  return JSON.stringify([...selecting, cluster, owner, system]);
}
