import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { annotated } from './annotated';

/** The card of an entity's overview, where annotations bind the entity to services. */
export const entityPostureCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: { $any: annotated },
    loader: () =>
      import('../components/entity').then(({ EntityPostureCard }) => (
        <EntityPostureCard />
      )),
  },
});
