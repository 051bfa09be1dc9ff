import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  AlertDisplay,
  OAuthRequestDialog,
  ProxiedSignInPage,
} from '@backstage/core-components';
import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import {
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
} from '@backstage/plugin-catalog';
import { IngressPosturePage } from '@ingress-posture/plugin-ingress-posture';
import { Route } from 'react-router-dom';
import { entityPage } from './entityPage';

const app = createApp({
  // What the catalog's own cards ask for.
  apis: [
    createApiFactory({
      api: scmIntegrationsApiRef,
      deps: { configApi: configApiRef },
      factory: ({ configApi }) => ScmIntegrationsApi.fromConfig(configApi),
    }),
  ],
  components: {
    SignInPage: props => <ProxiedSignInPage {...props} provider="guest" />,
  },
  bindRoutes({ bind }) {
    bind(catalogPlugin.externalRoutes, {});
  },
});

/**
 * An app of the frontend system of `@backstage/core-plugin-api`: the catalog and the plugin, to try what
 * the plugin's README says of that system.
 */
export const App = app.createRoot(
  <>
    <AlertDisplay />
    <OAuthRequestDialog />
    <AppRouter>
      <FlatRoutes>
        <Route path="/" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          {entityPage}
        </Route>
        <Route path="/ingress-posture" element={<IngressPosturePage />} />
      </FlatRoutes>
    </AppRouter>
  </>,
);
