import { registerMswTestHooks } from '@backstage/test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { IngressPostureClient } from './IngressPostureClient';

const BASE = 'http://portal.test/api/ingress-posture';

const server = setupServer();

const client = () =>
  new IngressPostureClient({
    discoveryApi: { getBaseUrl: async id => `http://portal.test/api/${id}` },
    fetchApi: { fetch: (...call) => fetch(...call) },
  });

describe('IngressPostureClient', () => {
  registerMswTestHooks(server);

  it('asks for the postures of an entity by its reference', async () => {
    server.use(
      http.get(`${BASE}/entities/component/default/cart/postures`, () =>
        HttpResponse.json({ entityRef: 'component:default/cart' }),
      ),
    );
    await expect(
      client().getEntityPostures('component:default/cart'),
    ).resolves.toEqual({ entityRef: 'component:default/cart' });
  });

  it('sends lists with commas and leaves out what is not set', async () => {
    let asked = '';
    server.use(
      http.get(`${BASE}/services`, ({ request }) => {
        asked = new URL(request.url).search;
        return HttpResponse.json({ items: [] });
      }),
    );
    await client().listServices({
      posture: ['rejected', 'plaintext'],
      search: '',
      owner: undefined,
      offset: 0,
    });
    expect(asked).toBe('?posture=rejected%2Cplaintext&offset=0');
  });

  it('encodes the names of a service', async () => {
    server.use(
      http.get(`${BASE}/services/prod%20eu/shop/cart`, () =>
        HttpResponse.json({ stale: false }),
      ),
    );
    await expect(
      client().getService({
        cluster: 'prod eu',
        namespace: 'shop',
        name: 'cart',
      }),
    ).resolves.toEqual({ stale: false });
  });

  it('repeats a question with the ETag and gives the same object when nothing changed', async () => {
    server.use(
      http.get(`${BASE}/clusters`, ({ request }) =>
        request.headers.get('if-none-match') === 'W/"1"'
          ? new HttpResponse(null, { status: 304 })
          : HttpResponse.json({ items: [] }, { headers: { etag: 'W/"1"' } }),
      ),
    );
    const asking = client();
    const first = await asking.listClusters();
    const second = await asking.listClusters();
    expect(second).toBe(first);
  });

  it('takes the new answer when the ETag no longer matches', async () => {
    let revision = 0;
    server.use(
      http.get(`${BASE}/clusters`, () => {
        revision += 1;
        return HttpResponse.json(
          { items: [revision] },
          { headers: { etag: `W/"${revision}"` } },
        );
      }),
    );
    const asking = client();
    await asking.listClusters();
    await expect(asking.listClusters()).resolves.toEqual({ items: [2] });
  });

  it("throws Backstage's error with what the backend said", async () => {
    server.use(
      http.get(`${BASE}/services/prod/shop/cart`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotFoundError', message: 'No Service shop/cart' },
            response: { statusCode: 404 },
          },
          { status: 404 },
        ),
      ),
    );
    const asked = client().getService({
      cluster: 'prod',
      namespace: 'shop',
      name: 'cart',
    });
    await expect(asked).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { name: 'NotFoundError', message: 'No Service shop/cart' },
    });
  });
});
