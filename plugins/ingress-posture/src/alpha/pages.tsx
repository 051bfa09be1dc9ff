import {
  coreExtensionData,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod/v4';
import { AtFirstPart } from '../components/AtFirstPart';
import { columnNames } from '../components/fleet/columns';
import { PostureIcon } from '../components/PostureIcon';
import { rootRouteRef } from '../routes';
import { PageBody } from './PageBody';

/** The fleet page; the app draws its header, its parts are sub-pages. */
export const posturePage = PageBlueprint.makeWithOverrides({
  factory: (make, { inputs }) => {
    const page = make({
      path: '/ingress-posture',
      routeRef: rootRouteRef,
      title: 'Ingress posture',
      icon: <PostureIcon fontSize="inherit" />,
    });
    const [first] = inputs.pages;
    if (!first) return page;
    // The blueprint's own way to the first part loses the query of the address.
    const { id } = coreExtensionData.reactElement;
    return [
      ...[...page].filter(one => one.id !== id),
      coreExtensionData.reactElement(
        <AtFirstPart first={first.get(coreExtensionData.routePath)}>
          {page.get(coreExtensionData.reactElement)}
        </AtFirstPart>,
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
      title: 'Services',
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
    title: 'STRICT plan',
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
    title: 'What if',
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
    title: 'End of life',
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
    title: 'Clusters',
    loader: () =>
      import('../components/clusters').then(({ ClustersView }) => (
        <PageBody>
          <ClustersView />
        </PageBody>
      )),
  },
});
