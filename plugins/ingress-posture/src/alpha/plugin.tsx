import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { PostureIcon } from '../components/PostureIcon';
import { entityRouteRef, rootRouteRef, templateRouteRef } from '../routes';
import { ingressPostureApi } from './api';
import { entityPostureCard } from './entityCard';
import { entityPostureContent } from './entityContent';
import { entitySummaryCard } from './entitySummaryCard';
import {
  clustersPage,
  endOfLifePage,
  posturePage,
  servicesPage,
  strictPage,
  whatIfPage,
} from './pages';

/** @alpha */
export default createFrontendPlugin({
  pluginId: 'ingress-posture',
  title: 'Ingress posture',
  icon: <PostureIcon fontSize="inherit" />,
  info: { packageJson: () => import('../../package.json') },
  routes: { root: rootRouteRef, entity: entityRouteRef },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    ingressPostureApi,
    posturePage,
    servicesPage,
    strictPage,
    whatIfPage,
    endOfLifePage,
    clustersPage,
    entityPostureContent,
    entityPostureCard,
    entitySummaryCard,
  ],
});
