import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entityRouteRef } from '../routes';
import { annotated } from './annotated';

/**
 * The tab of an entity that annotations bind to services, and of every Component: one without
 * annotations is told which to add. An app narrows that by the extension's `filter`.
 */
export const entityPostureContent = EntityContentBlueprint.make({
  params: {
    path: '/ingress-posture',
    title: 'Ingress',
    group: 'deployment',
    filter: { $any: [{ kind: 'component' }, ...annotated] },
    routeRef: entityRouteRef,
    loader: () =>
      import('../components/entity').then(({ EntityPostureView }) => (
        <EntityPostureView />
      )),
  },
});
