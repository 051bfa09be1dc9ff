import {
  mockCredentials,
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { clientOnBehalfOf } from './clientOnBehalfOf';

const server = setupServer();
registerMswTestHooks(server);

describe('a client on behalf of somebody', () => {
  it('asks with a token of theirs, for this plugin, and leaves other headers alone', async () => {
    let asked: Request | undefined;
    server.use(
      http.get('http://backend/api/ingress-posture/clusters', ({ request }) => {
        asked = request;
        return HttpResponse.json({ items: [] });
      }),
    );
    const client = clientOnBehalfOf(
      async () => mockCredentials.user('user:default/owner'),
      {
        auth: mockServices.auth({ pluginId: 'catalog' }),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async plugin => `http://backend/api/${plugin}`,
        }),
      },
    );

    expect(await client.listClusters()).toEqual({ items: [] });
    expect(asked?.headers.get('authorization')).toBe(
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user('user:default/owner'),
        targetPluginId: 'ingress-posture',
      }),
    );
  });
});
