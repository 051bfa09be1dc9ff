import { registerMswTestHooks } from '@backstage/test-utils';
import { render, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

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
    app: { title: 'legacy', baseUrl: 'http://localhost' },
    backend: { baseUrl: backend },
  },
};

describe('the app of the other frontend system', () => {
  registerMswTestHooks(server);

  it('has the page of all services, with its own header and tabs', async () => {
    process.env = { ...process.env, APP_CONFIG: [config] as unknown as string };
    window.history.pushState({}, '', '/ingress-posture/clusters');
    server.use(
      http.get(`${backend}/api/auth/guest/refresh`, () =>
        HttpResponse.json(guest),
      ),
      http.all(`${backend}/*`, () => HttpResponse.json({ items: [] })),
    );
    // Its configuration is read when it is loaded.
    const { App } = await import('./App');
    render(<App />);
    expect(
      await screen.findByRole(
        'heading',
        { name: 'Ingress posture' },
        { timeout: 30_000 },
      ),
    ).toBeVisible();
    for (const name of ['Services', 'STRICT plan', 'End of life', 'Clusters']) {
      expect(screen.getByRole('tab', { name })).toBeVisible();
    }
    expect(await screen.findByText('No cluster is configured')).toBeVisible();
  }, 60_000);
});
