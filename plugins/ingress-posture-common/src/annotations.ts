/**
 * Annotations of the Kubernetes plugin, read as it reads them:
 * https://backstage.io/docs/features/kubernetes/configuration#surfacing-your-kubernetes-components-as-part-of-an-entity
 */

/** Id of the entity in clusters; the value of the label of the same name on its objects. */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** Only look in this namespace. */
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';

/** A Kubernetes label selector; takes the place of the id's label. */
export const ANNOTATION_KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';

/**
 * Services of the entity by name, `cluster/namespace/name` with commas or spaces between them; takes the
 * place of the Kubernetes plugin's annotations.
 */
export const ANNOTATION_SERVICES = 'ingress-posture.io/services';

/** Only look in the cluster of this name. */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';

/** Annotations that select services by themselves; a cluster alone only narrows. */
export const SELECTING_ANNOTATIONS = [
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_SERVICES,
] as const;

/**
 * What was observed of an entity's services, written onto it by the catalog's module; a value that an
 * owner gave stays.
 */

/** The integration mode of the entity's services. */
export const ANNOTATION_MODE = 'ingress-posture.io/mode';

/** The worst mTLS posture of the entity's services. */
export const ANNOTATION_MTLS_POSTURE = 'ingress-posture.io/mtls-posture';
