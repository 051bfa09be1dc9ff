import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { render, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { app } from './App';

const backend = 'http://portal.test';
const server = setupServer();

const guest = {
  providerInfo: {},
  profile: { displayName: 'Guest' },
  backstageIdentity: {
    token: `head.${btoa(
      JSON.stringify({ exp: Date.now() / 1000 + 3600 }),
    )}.sign`,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/guest',
      ownershipEntityRefs: ['user:default/guest'],
    },
  },
};

const config = {
  context: 'test',
  data: {
    app: {
      title: 'ingress-posture',
      baseUrl: 'http://localhost',
      extensions: [{ 'page:catalog': { config: { path: '/' } } }],
    },
    backend: { baseUrl: backend },
  },
};

describe('app', () => {
  registerMswTestHooks(server);

  it('signs a guest in without a click and offers the fleet page beside the catalog', async () => {
    process.env = { ...process.env, APP_CONFIG: [config] as unknown as string };
    server.use(
      http.get(`${backend}/api/auth/guest/refresh`, () =>
        HttpResponse.json(guest),
      ),
      http.all(`${backend}/*`, () =>
        HttpResponse.json({ items: [], facets: {} }),
      ),
    );
    render(app.createRoot());
    // The page's own header may link to the catalog as well: the sidebar is what is asked about.
    const sidebar = within(
      await screen.findByRole(
        'navigation',
        { name: 'sidebar nav' },
        { timeout: 20_000 },
      ),
    );
    expect(
      await sidebar.findByRole('link', { name: 'Ingress posture' }),
    ).toBeInTheDocument();
    expect(sidebar.getByRole('link', { name: 'Catalog' })).toBeInTheDocument();
  }, 30_000);
});
