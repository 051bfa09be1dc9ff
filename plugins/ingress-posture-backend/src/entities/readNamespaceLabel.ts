import type { Config } from '@backstage/config';
import { ANNOTATION_KUBERNETES_ID } from '@ingress-posture/plugin-ingress-posture-common';

/**
 * The label of namespaces by which an entity claims all of their Services: its value is the entity's
 * `backstage.io/kubernetes-id`. Reads `ingressPosture.ownership.namespaceLabel`.
 */
export function readNamespaceLabel(config: Config): string {
  return (
    config.getOptionalString('ingressPosture.ownership.namespaceLabel') ??
    ANNOTATION_KUBERNETES_ID
  );
}
