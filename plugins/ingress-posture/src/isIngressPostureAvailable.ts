import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@ingress-posture/plugin-ingress-posture-common';

/** The annotations of which one is enough to bind an entity to Services. */
export const bindingAnnotations: readonly string[] = [
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
];

/** Whether an entity names Services of a cluster, by the annotations of the Kubernetes plugin. */
export function isIngressPostureAvailable(entity: Entity): boolean {
  return bindingAnnotations.some(name =>
    Boolean(entity.metadata.annotations?.[name]),
  );
}
