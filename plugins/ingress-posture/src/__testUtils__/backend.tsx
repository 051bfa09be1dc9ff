import { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { IngressPostureClient } from '@ingress-posture/plugin-ingress-posture-common';
import { fireEvent } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { ingressPostureApiRef } from '../api';
import { rootRouteRef } from '../routes';

/** Where the backend of the tests is; msw answers in its place. */
export const backendUrl = 'http://portal.test/api/ingress-posture';

/** An entity that binds by the ordinary annotation. */
export const cartEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart',
    annotations: { 'backstage.io/kubernetes-id': 'cart' },
  },
};

/** The backend answers `path` with `body`. */
export const answers = (path: string, body: object) =>
  http.get(`${backendUrl}${path}`, () => HttpResponse.json(body));

/** The backend refuses `path`. */
export const refuses = (path: string) =>
  http.get(`${backendUrl}${path}`, () =>
    HttpResponse.json(
      { error: { name: 'Error', message: 'the database is away' } },
      { status: 500 },
    ),
  );

/** The real client, pointed at the tests' backend. */
export const client = () =>
  new IngressPostureClient({
    discoveryApi: { getBaseUrl: async () => backendUrl },
    fetchApi: { fetch: (...call) => fetch(...call) },
  });

function Address() {
  const { search } = useLocation();
  return <output aria-label="address">{decodeURIComponent(search)}</output>;
}

/** Where the catalog's entity pages are. */
export const entityMounts = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

/** Where all pages are that views lead to. */
const allMounts = { ...entityMounts, '/ingress-posture': rootRouteRef };

/** Renders `page` in a portal with the real client, on the entity `cart`. */
export function renderPage(
  page: ReactNode,
  address = '/',
  entity = cartEntity,
) {
  return renderInTestApp(
    <TestApiProvider apis={[[ingressPostureApiRef, client()]]}>
      <EntityProvider entity={entity}>{page}</EntityProvider>
      <Address />
    </TestApiProvider>,
    {
      routeEntries: [address],
      mountedRoutes: allMounts,
    },
  );
}

/** Makes every open page ask again at once, as when a reader comes back to its tab. */
export function comeBack() {
  fireEvent(document, new Event('visibilitychange'));
}
