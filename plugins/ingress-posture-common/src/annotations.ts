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

/** Only look in the cluster of this name. */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
