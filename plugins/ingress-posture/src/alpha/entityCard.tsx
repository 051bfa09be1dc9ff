import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@ingress-posture/plugin-ingress-posture-common';

const present = { $exists: true } as const;

/**
 * The card of an entity's overview, where annotations bind the entity to services: the predicate
 * says what `isIngressPostureAvailable` says, and an app can replace it.
 */
export const entityPostureCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: {
      $any: [
        {
          [`metadata.annotations.${ANNOTATION_KUBERNETES_ID}` as const]:
            present,
        },
        {
          [`metadata.annotations.${ANNOTATION_KUBERNETES_LABEL_SELECTOR}` as const]:
            present,
        },
        {
          [`metadata.annotations.${ANNOTATION_KUBERNETES_NAMESPACE}` as const]:
            present,
        },
      ],
    },
    loader: () =>
      import('../components/entity').then(({ EntityPostureCard }) => (
        <EntityPostureCard />
      )),
  },
});
