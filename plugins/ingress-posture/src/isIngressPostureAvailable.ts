import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_SERVICES,
} from '@ingress-posture/plugin-ingress-posture-common';

/** The annotations of which one is enough to bind an entity to Services. */
export const bindingAnnotations: readonly string[] = [
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_SERVICES,
];

/** Whether an entity names Services of a cluster, by the Kubernetes plugin's annotations or by name. */
export function isIngressPostureAvailable(entity: Entity): boolean {
  return bindingAnnotations.some(name =>
    Boolean(entity.metadata.annotations?.[name]),
  );
}
