import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { PostureIcon } from '../components/PostureIcon';
import { rootRouteRef } from '../routes';
import { PageBody } from './PageBody';

/** The fleet page; the app draws its header, its parts are sub-pages. */
export const posturePage = PageBlueprint.make({
  params: {
    path: '/ingress-posture',
    routeRef: rootRouteRef,
    title: 'Ingress posture',
    icon: <PostureIcon fontSize="inherit" />,
  },
});

/** All services, and each in full. */
export const servicesPage = SubPageBlueprint.make({
  name: 'services',
  params: {
    path: 'services',
    title: 'Services',
    loader: () =>
      import('../components/fleet').then(({ FleetRoutes }) => (
        <PageBody>
          <FleetRoutes />
        </PageBody>
      )),
  },
});

/** All clusters and how fresh they are. */
export const clustersPage = SubPageBlueprint.make({
  name: 'clusters',
  params: {
    path: 'clusters',
    title: 'Clusters',
    loader: () =>
      import('../components/clusters').then(({ ClustersView }) => (
        <PageBody>
          <ClustersView />
        </PageBody>
      )),
  },
});
