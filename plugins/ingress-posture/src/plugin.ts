import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { IngressPostureClient } from '@ingress-posture/plugin-ingress-posture-common';
import { ingressPostureApiRef } from './api';
import { entityRouteRef, rootRouteRef, templateRouteRef } from './routes';

/**
 * The plugin for the frontend system of `@backstage/core-plugin-api`.
 *
 * @public
 */
export const ingressPosturePlugin = createPlugin({
  id: 'ingress-posture',
  routes: { root: rootRouteRef, entity: entityRouteRef },
  externalRoutes: { template: templateRouteRef },
  apis: [
    createApiFactory({
      api: ingressPostureApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new IngressPostureClient(options),
    }),
  ],
});

/**
 * Tab of an entity: how ingress reaches its services, why, and what to do.
 *
 * @public
 */
export const EntityIngressPostureContent = ingressPosturePlugin.provide(
  createRoutableExtension({
    name: 'EntityIngressPostureContent',
    component: () =>
      import('./components/entity').then(m => m.EntityPostureView),
    mountPoint: entityRouteRef,
  }),
);

/**
 * Card of an entity's overview: its worst service in one sentence.
 *
 * @public
 */
export const EntityIngressPostureCard = ingressPosturePlugin.provide(
  createComponentExtension({
    name: 'EntityIngressPostureCard',
    component: {
      lazy: () => import('./components/entity').then(m => m.EntityPostureCard),
    },
  }),
);

/**
 * Card for a System, Group or User: in which state the services are that belong to it.
 *
 * @public
 */
export const EntityIngressPostureSummaryCard = ingressPosturePlugin.provide(
  createComponentExtension({
    name: 'EntityIngressPostureSummaryCard',
    component: {
      lazy: () => import('./components/summary').then(m => m.EntitySummaryCard),
    },
  }),
);

/**
 * Page of all services and clusters.
 *
 * @public
 */
export const IngressPosturePage = ingressPosturePlugin.provide(
  createRoutableExtension({
    name: 'IngressPosturePage',
    component: () =>
      import('./components/LegacyPosturePage').then(m => m.LegacyPosturePage),
    mountPoint: rootRouteRef,
  }),
);
