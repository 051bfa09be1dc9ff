import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@ingress-posture/plugin-ingress-posture-common';
import { parseLabelSelector, Requirement } from './labelSelector';

/** Which services an entity asks for by its annotations. */
export interface ServiceSelector {
  readonly cluster?: string;
  readonly namespace?: string;
  /** The selector as text; absent when the namespace alone selects. */
  readonly selector?: string;
  readonly requirements: readonly Requirement[];
}

/** What an entity's annotations say. */
export type BindingRequest =
  | { readonly state: 'none' }
  | {
      readonly state: 'invalid';
      readonly selector: string;
      readonly problem: string;
    }
  | { readonly state: 'selects'; readonly services: ServiceSelector };

/** Annotations that select services by themselves; a cluster alone only narrows. */
export const SELECTING_ANNOTATIONS = [
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
] as const;

/** Reads the Kubernetes plugin's annotations as that plugin does: a label selector replaces the id. */
export function readBinding(entity: Entity): BindingRequest {
  const annotations = entity.metadata.annotations ?? {};
  const id = annotations[ANNOTATION_KUBERNETES_ID];
  const namespace = annotations[ANNOTATION_KUBERNETES_NAMESPACE];
  const cluster = annotations[ANNOTATION_KUBERNETES_CLUSTER];
  const selector =
    annotations[ANNOTATION_KUBERNETES_LABEL_SELECTOR] ||
    (id && `${ANNOTATION_KUBERNETES_ID}=${id}`);
  if (!selector && !namespace) {
    return { state: 'none' };
  }
  try {
    return {
      state: 'selects',
      services: {
        ...(cluster && { cluster }),
        ...(namespace && { namespace }),
        ...(selector && { selector }),
        requirements: parseLabelSelector(selector ?? ''),
      },
    };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { state: 'invalid', selector: selector ?? '', problem };
  }
}
