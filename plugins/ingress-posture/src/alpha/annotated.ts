import { FilterPredicate } from '@backstage/filter-predicates';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_SERVICES,
} from '@ingress-posture/plugin-ingress-posture-common';

const present = { $exists: true };

/** What `isIngressPostureAvailable` says, as predicates that an app can replace by configuration. */
export const annotated: FilterPredicate[] = [
  { [`metadata.annotations.${ANNOTATION_KUBERNETES_ID}`]: present },
  {
    [`metadata.annotations.${ANNOTATION_KUBERNETES_LABEL_SELECTOR}`]: present,
  },
  {
    [`metadata.annotations.${ANNOTATION_KUBERNETES_NAMESPACE}`]: present,
  },
  { [`metadata.annotations.${ANNOTATION_SERVICES}`]: present },
];
