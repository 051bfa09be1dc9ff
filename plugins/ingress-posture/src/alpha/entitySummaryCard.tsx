import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** The card of a System, Group or User: in which state the services are that belong to it. */
export const entitySummaryCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'content',
    filter: { kind: { $in: ['system', 'group', 'user'] } },
    loader: () =>
      import('../components/summary').then(({ EntitySummaryCard }) => (
        <EntitySummaryCard />
      )),
  },
});
