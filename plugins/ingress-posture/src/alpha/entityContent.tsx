import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entityRouteRef } from '../routes';

/**
 * The tab of an entity. Every Component has it: one without annotations is told which to add.
 * An app narrows that by the extension's `filter`.
 */
export const entityPostureContent = EntityContentBlueprint.make({
  params: {
    path: '/ingress-posture',
    title: 'Ingress',
    group: 'deployment',
    filter: { kind: 'component' },
    routeRef: entityRouteRef,
    loader: () =>
      import('../components/entity').then(({ EntityPostureView }) => (
        <EntityPostureView />
      )),
  },
});
