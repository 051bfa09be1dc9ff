import { Entity } from '@backstage/catalog-model';
import {
  createExtensionTester,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  entityPostures,
  serviceList,
  stored,
  strictReadiness,
  synced,
} from '../__fixtures__/answers';
import { cartEntity, entityMounts } from '../__testUtils__/backend';
import { cart } from '../__fixtures__/cart';
import { ledger } from '../__fixtures__/ledger';
import { entityPostureContent } from './entityContent';
import plugin from './plugin';

const backendUrl = 'http://localhost:7007/api/ingress-posture';
const server = setupServer();

const plain = (kind: string): Entity => ({
  ...cartEntity,
  kind,
  metadata: { name: 'cart' },
});

describe('the plugin in the new frontend system', () => {
  registerMswTestHooks(server);

  beforeEach(() =>
    server.use(
      http.get(`${backendUrl}/entities/:kind/default/cart/postures`, () =>
        HttpResponse.json(entityPostures([stored(cart)])),
      ),
      http.get(`${backendUrl}/services`, () => HttpResponse.json(serviceList)),
      http.get(`${backendUrl}/services/prod-eu/pay/ledger`, () =>
        HttpResponse.json(stored(ledger)),
      ),
      http.get(`${backendUrl}/strict-readiness`, () =>
        HttpResponse.json(strictReadiness),
      ),
      http.get(`${backendUrl}/services/history`, () =>
        HttpResponse.json({ items: [] }),
      ),
      http.get(`${backendUrl}/clusters`, () =>
        HttpResponse.json({ items: [synced] }),
      ),
    ),
  );

  const renderEntity = (entity: Entity) =>
    renderTestApp({
      features: [plugin],
      extensions: [createTestEntityPage({ entity })],
    });

  it('gives an entity a tab and a card', async () => {
    renderEntity(cartEntity);
    expect(
      await screen.findByRole('heading', { name: cart.sentence }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: /what to do/ })).toBeVisible();
  });

  it.each([
    ['an annotated API', true, { ...cartEntity, kind: 'API' }],
    ['an API', false, plain('API')],
    ['a Component', true, plain('Component')],
  ])('offers %s a tab: %p', (_, given, entity) => {
    const offered = createExtensionTester(entityPostureContent).get(
      EntityContentBlueprint.dataRefs.filterFunction,
    );
    expect(offered?.(entity)).toBe(given);
  });

  it('has a fleet page, whose rows lead to services in full', async () => {
    renderTestApp({
      features: [plugin],
      apis: [catalogApiMock()],
      mountedRoutes: entityMounts,
      initialRouteEntries: ['/ingress-posture'],
    });
    await userEvent.click(
      await screen.findByRole('link', { name: 'pay/ledger' }),
    );
    expect(
      await screen.findByRole('heading', { name: ledger.sentence }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'All services' }));
    expect(
      await screen.findByRole('table', { name: 'Services' }),
    ).toBeVisible();
  });

  it.each([
    ['/ingress-posture?posture=rejected', 'posture=rejected'],
    ['/ingress-posture/services/prod-eu', 'cluster=prod-eu'],
    ['/ingress-posture/services/prod-eu/pay', 'namespace=pay'],
  ])('shows at %s the services with %s', async (typed, query) => {
    const asked: string[] = [];
    server.use(
      http.get(`${backendUrl}/services`, ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json(serviceList);
      }),
    );
    renderTestApp({
      features: [plugin],
      apis: [catalogApiMock()],
      mountedRoutes: entityMounts,
      initialRouteEntries: [typed],
    });
    expect(
      await screen.findByRole('table', { name: 'Services' }),
    ).toBeVisible();
    expect(asked.every(search => search.includes(query))).toBe(true);
  });

  it('has a page of clusters', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/ingress-posture/clusters'],
    });
    expect(
      await screen.findByRole('heading', { name: 'prod-eu' }),
    ).toBeVisible();
  });
});
