import {
  coreExtensionData,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod/v4';
import { columnNames } from '../components/fleet/columns';
import { PostureIcon } from '../components/PostureIcon';
import { rootRouteRef } from '../routes';
import { english } from '../translation/en';
import { PageBody } from './PageBody';
import { PartsPage } from './PartsPage';

/** The fleet page; the app draws its header, its parts are sub-pages. */
export const posturePage = PageBlueprint.makeWithOverrides({
  factory: (make, { inputs }) => {
    const page = make({
      path: '/ingress-posture',
      routeRef: rootRouteRef,
      title: english.fleet.title,
      icon: <PostureIcon fontSize="inherit" />,
    });
    if (inputs.pages.length === 0) return page;
    const { reactElement, routePath, title, icon } = coreExtensionData;
    return [
      ...[...page].filter(one => one.id !== reactElement.id),
      reactElement(
        <PartsPage
          title={page.get(title)}
          icon={page.get(icon)}
          parts={inputs.pages.map(part => ({
            path: part.get(routePath),
            title: part.get(title),
            element: part.get(reactElement),
          }))}
        />,
      ),
    ];
  },
});

/** All services, and each in full; an app chooses the columns of the table. */
export const servicesPage = SubPageBlueprint.makeWithOverrides({
  name: 'services',
  configSchema: { columns: z.array(z.enum(columnNames)).optional() },
  factory: (make, { config }) =>
    make({
      path: 'services',
      title: english.fleet.tabServices,
      loader: () =>
        import('../components/fleet').then(({ FleetRoutes }) => (
          <PageBody>
            <FleetRoutes columns={config.columns} />
          </PageBody>
        )),
    }),
});

/** What STRICT would break, and the order in which it does not. */
export const strictPage = SubPageBlueprint.make({
  name: 'strict',
  params: {
    path: 'strict',
    title: english.fleet.tabStrict,
    loader: () =>
      import('../components/strict').then(({ StrictView }) => (
        <PageBody>
          <StrictView />
        </PageBody>
      )),
  },
});

/** What manifests would change, before anybody applies them. */
export const whatIfPage = SubPageBlueprint.make({
  name: 'what-if',
  params: {
    path: 'what-if',
    title: english.fleet.tabWhatIf,
    loader: () =>
      import('../components/whatIf').then(({ WhatIfView }) => (
        <PageBody>
          <WhatIfView />
        </PageBody>
      )),
  },
});

/** What is behind edges that nobody fixes any more. */
export const endOfLifePage = SubPageBlueprint.make({
  name: 'end-of-life',
  params: {
    path: 'end-of-life',
    title: english.fleet.tabEndOfLife,
    loader: () =>
      import('../components/endOfLife').then(({ EndOfLifeView }) => (
        <PageBody>
          <EndOfLifeView />
        </PageBody>
      )),
  },
});

/** All clusters and how fresh they are. */
export const clustersPage = SubPageBlueprint.make({
  name: 'clusters',
  params: {
    path: 'clusters',
    title: english.fleet.tabClusters,
    loader: () =>
      import('../components/clusters').then(({ ClustersView }) => (
        <PageBody>
          <ClustersView />
        </PageBody>
      )),
  },
});
