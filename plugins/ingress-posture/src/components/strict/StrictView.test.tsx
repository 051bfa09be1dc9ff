import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { strictPreview, synced } from '../../__fixtures__/answers';
import {
  answers,
  backendUrl,
  refuses,
  renderPage,
} from '../../__testUtils__/backend';
import { StrictView } from './StrictView';

const server = setupServer();
const path = '/clusters/prod-eu/strict-preview';

describe('StrictView', () => {
  registerMswTestHooks(server);
  beforeEach(() => server.use(answers('/clusters', { items: [synced] })));

  it('says what would break, and the order in which nothing does', async () => {
    server.use(answers(path, strictPreview));
    await renderPage(<StrictView />);
    expect(
      await screen.findByRole('heading', { name: strictPreview.sentence }),
    ).toBeVisible();
    const plan = screen.getByRole('region', {
      name: 'The plan, in this order',
    });
    await userEvent.click(within(plan).getByText('pay'));
    expect(within(plan).getByText(/mode: STRICT/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'shop/cart' })).toHaveAttribute(
      'href',
      '/ingress-posture/services/prod-eu/shop/cart',
    );
    expect(screen.getByText(/cart would refuse/)).toBeVisible();
  });

  it('says whose a service is that would break, and what lets it arrive over mTLS', async () => {
    const [broken] = strictPreview.breaks;
    const remedy = (id: string, reaches: 'permissive' | 'plaintext') => ({
      id,
      title: `Do ${id}`,
      reaches,
      standing: 'proven' as const,
      steps: 1,
    });
    const breaks = [
      {
        ...broken,
        owner: 'group:default/sellers',
        remedies: [remedy('this', 'permissive'), remedy('that', 'plaintext')],
      },
    ];
    server.use(answers(path, { ...strictPreview, breaks }));
    await renderPage(<StrictView />);
    expect(
      await screen.findByRole('link', { name: 'sellers' }),
    ).toHaveAttribute('href', '/catalog/default/group/sellers');
    expect(screen.getByText(/Do this/)).toBeVisible();
    expect(screen.queryByText(/Do that/)).not.toBeInTheDocument();
  });

  it('says in one line what is so of many hosts, and names them on demand', async () => {
    const [broken] = strictPreview.breaks;
    const [first] = broken.paths;
    const paths = ['one', 'two', 'three'].map(name => ({
      ...first,
      route: { ...first.route, host: `${name}.example.com` },
    }));
    server.use(
      answers(path, { ...strictPreview, breaks: [{ ...broken, paths }] }),
    );
    await renderPage(<StrictView />);
    const line = await screen.findByText(/one\.example\.com and 2 more via/);
    expect(line).toHaveTextContent(first.sentence);
    expect(screen.getAllByText(/cart would refuse/)).toHaveLength(1);
    const names = screen.getByText('The same is so of 3 paths');
    await userEvent.click(names);
    expect(screen.getByText('three.example.com')).toBeVisible();
  });

  it('counts no services in a namespace that has an edge alone', async () => {
    const order = [{ ...strictPreview.order[0], services: 0 }];
    server.use(answers(path, { ...strictPreview, order }));
    await renderPage(<StrictView />);
    expect(
      await screen.findByText(/^No service of its own\. Nothing/),
    ).toBeVisible();
    expect(screen.queryByText(/0 services/)).not.toBeInTheDocument();
  });

  it('says that nobody can say, where the cluster is not read yet, and calls it no fault', async () => {
    server.use(
      http.get(`${backendUrl}${path}`, () =>
        HttpResponse.json(
          {
            error: {
              name: 'ServiceUnavailableError',
              message: 'Cluster prod-eu is being read for the first time',
            },
          },
          { status: 503 },
        ),
      ),
    );
    await renderPage(<StrictView />);
    expect(await screen.findByText('Nobody can say right now')).toBeVisible();
    expect(screen.getByText(/being read for the first time/)).toBeVisible();
  });

  it('tells what needs plaintext still from what only lets it in', async () => {
    const port = { port: 8080, mode: 'PERMISSIVE', policy: null } as const;
    const stillPermissive = [
      {
        ...port,
        service: { namespace: 'shop', name: 'cart' },
        needed: true,
        sentence: 'Plaintext arrives from ingress-nginx.',
      },
      {
        ...port,
        service: { namespace: 'pay', name: 'ledger' },
        needed: false,
        sentence: 'Nothing that is seen sends plaintext there.',
        policy: 'pay/ledger',
      },
    ];
    server.use(answers(path, { ...strictPreview, stillPermissive }));
    await renderPage(<StrictView />);
    await userEvent.click(await screen.findByText(/^1 port needs it/));
    expect(
      screen.getByText(/Plaintext arrives from ingress-nginx\./),
    ).toBeVisible();
    await userEvent.click(screen.getByText(/^1 port could be STRICT/));
    expect(screen.getByText(/PeerAuthentication pay\/ledger/)).toBeVisible();
  });

  it('says where clusters are configured when none is', async () => {
    server.use(answers('/clusters', { items: [] }));
    await renderPage(<StrictView />);
    expect(await screen.findByText('No cluster is configured')).toBeVisible();
  });

  it('says what was tried when there is no plan', async () => {
    server.use(refuses(path));
    await renderPage(<StrictView />);
    expect(await screen.findByText(/could not be read from the/)).toBeVisible();
  });
});
