import {
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import {
  entityPostures,
  serviceList,
  stored,
  strictReadiness,
  synced,
} from './__fixtures__/answers';
import {
  answers,
  cartEntity,
  client,
  entityMounts,
} from './__testUtils__/backend';
import { cart } from './__fixtures__/cart';
import {
  EntityIngressPostureCard,
  EntityIngressPostureContent,
  IngressPosturePage,
  ingressPostureApiRef,
  ingressPosturePlugin,
} from './index';

const server = setupServer();

describe('the exports of the plugin', () => {
  registerMswTestHooks(server);

  beforeEach(() =>
    server.use(
      answers(
        '/entities/component/default/cart/postures',
        entityPostures([stored(cart)]),
      ),
      answers('/services', serviceList),
      answers('/clusters', { items: [synced] }),
      answers('/strict-readiness', strictReadiness),
      answers('/services/history', { items: [] }),
    ),
  );

  const render = (page: JSX.Element) =>
    renderInTestApp(
      <TestApiProvider apis={[[ingressPostureApiRef, client()]]}>
        <EntityProvider entity={cartEntity}>
          <Routes>
            <Route path="/*" element={page} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { mountedRoutes: entityMounts },
    );

  it('bring the client along', () => {
    expect(
      [...ingressPosturePlugin.getApis()].map(({ api }) => api.id),
    ).toEqual(['plugin.ingress-posture.client']);
  });

  it('are a tab', async () => {
    await render(<EntityIngressPostureContent />);
    expect(
      await screen.findByRole('heading', { name: cart.sentence }),
    ).toBeVisible();
  });

  it('are a card', async () => {
    await render(<EntityIngressPostureCard />);
    expect(await screen.findByText(cart.sentence)).toBeVisible();
  });

  it('are a page with its own header', async () => {
    await render(<IngressPosturePage />);
    expect(
      await screen.findByRole('heading', { name: 'Ingress posture' }),
    ).toBeVisible();
    expect(await screen.findByText('pay/ledger')).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Clusters' })).toBeVisible();
  });
});
