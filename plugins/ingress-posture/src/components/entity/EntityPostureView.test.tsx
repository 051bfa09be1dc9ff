import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  connectionAnswer,
  entityPostures,
  partlyReadable,
  stopped,
  stored,
  synced,
} from '../../__fixtures__/answers';
import {
  answers,
  backendUrl,
  comeBack,
  refuses,
  renderPage,
} from '../../__testUtils__/backend';
import { cart } from '../../__fixtures__/cart';
import { ledger } from '../../__fixtures__/ledger';
import { search } from '../../__fixtures__/search';
import { EntityPostureView } from './EntityPostureView';

const path = '/entities/component/default/cart/postures';
const server = setupServer();
const heading = (name: string) => screen.findByRole('heading', { name });

describe('EntityPostureView', () => {
  registerMswTestHooks(server);

  it('shows a skeleton before the first answer', async () => {
    server.use(http.get(`${backendUrl}${path}`, () => delay('infinite')));
    await renderPage(<EntityPostureView />);
    expect(
      screen.getByRole('status', { name: 'Reading postures' }),
    ).toBeVisible();
  });

  it('says what is so, why, and what to do', async () => {
    server.use(answers(path, entityPostures([stored(cart)])));
    await renderPage(<EntityPostureView />);
    expect(await heading(cart.sentence)).toBeVisible();
    expect(screen.getByText(/^as of \d+ s ago$/)).toBeVisible();
    expect(
      screen.getByText(/1 of 2 paths from outside arrives over Istio mTLS/),
    ).toBeVisible();
    const why = screen.getByRole('region', {
      name: 'Why old.example.com via ingress-nginx is plaintext',
    });
    expect(
      within(why).getByText(/nothing turns Service routing on/),
    ).toBeVisible();
    expect(within(why).getByText(/rev 88101/)).toBeVisible();
    const remedies = screen.getByRole('region', { name: 'What to do' });
    expect(within(remedies).getByText(/reaches permissive/)).toBeVisible();
    expect(
      within(remedies).getByText(/upstream-vhost: cart.shop/),
    ).toBeVisible();
    expect(within(remedies).getByText(/Not proven: No Gateway/)).toBeVisible();
    expect(screen.getByText('IP0203')).toBeVisible();
  });

  it('names file and line of the objects to change, where the source knows them', async () => {
    const places = { 'Ingress shop/old': { file: 'shop/old.yaml', line: 12 } };
    server.use(answers(path, entityPostures([{ ...stored(cart), places }])));
    await renderPage(<EntityPostureView />);
    const remedies = await screen.findByRole('region', { name: 'What to do' });
    expect(
      within(remedies).getByText(/shop\/old\.yaml, line 12/),
    ).toBeVisible();
    const why = screen.getByRole('region', { name: /^Why / });
    expect(within(why).getByText(/· shop\/old\.yaml, line 12/)).toBeVisible();
  });

  it('says once what is so of many hosts, and finds it once', async () => {
    const [, first] = cart.paths;
    const paths = ['one', 'two'].map(name => ({
      ...first,
      route: { ...first.route, host: `${name}.example.com` },
    }));
    const [finding] = cart.findings;
    const findings = [finding, { ...finding, path: 1 }];
    const posture = { ...cart, paths, findings };
    server.use(answers(path, entityPostures([stored(posture)])));
    await renderPage(<EntityPostureView />);
    expect(await heading(cart.sentence)).toBeVisible();
    const why = screen.getByRole('region', { name: 'Why it is plaintext' });
    await userEvent.click(within(why).getByText('The same is so of 2 paths'));
    expect(within(why).getByText('two.example.com')).toBeVisible();
    const found = screen.getByRole('region', { name: 'Findings' });
    expect(within(found).getAllByText(finding.title)).toHaveLength(1);
    expect(within(found).getByText('found 2 times')).toBeVisible();
  });

  it('gives screen readers the paths as a list', async () => {
    server.use(answers(path, entityPostures([stored(ledger)])));
    await renderPage(<EntityPostureView />);
    const list = await screen.findByRole('list', { name: 'Paths as text' });
    expect(list).toHaveTextContent(
      'ALB to ledger: dials pod IPs, Host pay.example.com, plaintext · rejected.',
    );
  });

  it('opens the evidence of a hop from the keyboard', async () => {
    server.use(answers(path, entityPostures([stored(cart)])));
    await renderPage(<EntityPostureView />);
    const hop = await screen.findByRole('button', {
      name: /^ingress-nginx to cart, dials pod IPs, .*plaintext · accepted/,
    });
    hop.focus();
    await userEvent.keyboard('{Enter}');
    const panel = await screen.findByRole('dialog', {
      name: 'ingress-nginx → cart',
    });
    expect(within(panel).getByText('10.0.0.7:8080')).toBeVisible();
    const [excerpt] = within(panel).getAllByRole('group', {
      name: /^Excerpt of Pod ingress-nginx/,
    });
    expect(excerpt).toHaveTextContent('resourceVersion: 88213');
    expect(excerpt.querySelector('mark')).toHaveTextContent(
      'containers: controller',
    );
  });

  it('asks a connection, prefilled from a hop', async () => {
    const asked: unknown[] = [];
    server.use(
      answers(path, entityPostures([stored(cart)])),
      http.post(
        `${backendUrl}/clusters/prod-eu/connect`,
        async ({ request }) => {
          asked.push(await request.json());
          return HttpResponse.json(connectionAnswer);
        },
      ),
    );
    await renderPage(<EntityPostureView />);
    await userEvent.click(
      await screen.findByRole('button', {
        name: /^ingress-nginx to cart, dials pod IPs, .*plaintext · accepted/,
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask this connection' }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Ask' }));
    expect(await screen.findByText('shop/cart-7d9f:8080')).toBeVisible();
    expect(asked).toEqual([
      {
        from: 'ingress-nginx/controller',
        address: '10.0.0.7',
        port: 8080,
        protocol: 'http',
        host: 'old.example.com',
      },
    ]);
  });

  it('shows the paths before and after a remedy', async () => {
    const [{ id, title }] = cart.remedies;
    server.use(
      answers(path, entityPostures([stored(cart)])),
      answers(`/services/prod-eu/shop/cart/remedies/${id}/after`, {
        ...cart,
        posture: 'permissive',
        sentence: 'All is mTLS now.',
      }),
    );
    await renderPage(<EntityPostureView />);
    await userEvent.click(
      await screen.findByRole('button', {
        name: `Before and after: ${title}`,
      }),
    );
    const after = await screen.findByRole('region', {
      name: 'After all steps',
    });
    expect(within(after).getByText('All is mTLS now.')).toBeVisible();
    expect(screen.getByRole('region', { name: 'Before' })).toBeVisible();
  });

  it('says that remedies are being worked out, and not that there are none', async () => {
    const pending = { ...cart, remedies: [], remediesPending: true } as const;
    server.use(answers(path, entityPostures([stored(pending)])));
    await renderPage(<EntityPostureView />);
    expect(await screen.findByText(/are being worked out/)).toBeVisible();
    expect(screen.queryByText(/No remedy is known/)).not.toBeInTheDocument();
  });

  it('shows silenced findings apart, with who silenced them and why', async () => {
    const [first, ...others] = cart.findings;
    const silenced = { reason: 'until July', by: 'Service shop/cart' };
    const findings = [{ ...first, silenced }, ...others];
    server.use(answers(path, entityPostures([stored({ ...cart, findings })])));
    await renderPage(<EntityPostureView />);
    expect(await screen.findByText('1 silenced finding')).toBeVisible();
    expect(
      screen.getByText('Silenced by Service shop/cart: until July'),
    ).toBeInTheDocument();
  });

  it('says which of several clusters could not be asked', async () => {
    const other = { ...stopped, name: 'prod-us' };
    server.use(answers(path, entityPostures([stored(cart)], [synced, other])));
    await renderPage(<EntityPostureView />);
    expect(
      await screen.findByText(/^prod-us could not be reached/),
    ).toBeVisible();
  });

  it('opens what a workload is judged by from its box', async () => {
    server.use(answers(path, entityPostures([stored(cart)])));
    await renderPage(<EntityPostureView />);
    await userEvent.click(
      await screen.findByRole('button', { name: /^cart, 4 pods/ }),
    );
    const panel = await screen.findByRole('dialog', { name: 'cart' });
    expect(
      within(panel).getByRole('group', {
        name: 'Excerpt of PeerAuthentication shop/cart',
      }),
    ).toBeVisible();
  });

  it('shows the worst of several services first and keeps the choice in the address', async () => {
    server.use(
      answers(
        path,
        entityPostures([search, cart, ledger].map(one => stored(one))),
      ),
    );
    await renderPage(<EntityPostureView />);
    expect(await heading(ledger.sentence)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /shop\/search/ }));
    expect(await heading(search.sentence)).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?service=prod-eu/shop/search',
    );
  });

  it('opens the service that the address names', async () => {
    server.use(answers(path, entityPostures([stored(ledger), stored(search)])));
    await renderPage(<EntityPostureView />, '/?service=prod-eu/shop/search');
    expect(await heading(search.sentence)).toBeVisible();
  });

  it('takes up a change without losing the page', async () => {
    server.use(answers(path, entityPostures([stored(cart)])));
    await renderPage(<EntityPostureView />);
    await heading(cart.sentence);
    const better = {
      ...cart,
      posture: 'permissive',
      sentence: 'All is mTLS now.',
    } as const;
    server.use(answers(path, entityPostures([stored(better)])));
    comeBack();
    expect(await heading('All is mTLS now.')).toBeVisible();
  });

  it('tells an entity without annotations which to add', async () => {
    server.use(
      answers(path, {
        ...entityPostures([]),
        binding: { state: 'no-annotations', message: 'none' },
      }),
    );
    await renderPage(<EntityPostureView />);
    expect(
      await screen.findByText(/backstage.io\/kubernetes-label-selector/),
    ).toBeVisible();
  });

  it('tells an entity that matches nothing which label to put on its Service', async () => {
    server.use(
      answers(path, {
        ...entityPostures([]),
        binding: {
          state: 'no-match',
          selector: 'backstage.io/kubernetes-id=cart',
          message: 'Looked in prod-eu.',
        },
      }),
    );
    await renderPage(<EntityPostureView />);
    expect(
      await screen.findByText('No Service matches this entity'),
    ).toBeVisible();
    expect(screen.getByText('Looked in prod-eu.')).toBeVisible();
    expect(screen.getByText(/backstage.io\/kubernetes-id: cart/)).toBeVisible();
  });

  it('names the clusters there are when an annotation names another', async () => {
    server.use(
      answers('/clusters', { items: [synced] }),
      answers(path, {
        ...entityPostures([], []),
        binding: {
          state: 'unknown-cluster',
          cluster: 'moon',
          message: 'No moon.',
        },
      }),
    );
    await renderPage(<EntityPostureView />);
    expect(await screen.findByText('There is no cluster “moon”')).toBeVisible();
    expect(await screen.findByText('prod-eu')).toBeVisible();
  });

  it('says which kinds were hidden and which rule would show them', async () => {
    server.use(answers(path, entityPostures([stored(cart)], [partlyReadable])));
    await renderPage(<EntityPostureView />);
    expect(
      await screen.findByText('Not everything of prod-eu could be read'),
    ).toBeVisible();
    expect(screen.getByText(/peerauthentications/)).toBeInTheDocument();
  });

  it('says since when and why what it shows is stale', async () => {
    server.use(answers(path, entityPostures([stored(cart, true)], [stopped])));
    await renderPage(<EntityPostureView />);
    expect(await screen.findByText(/^stale since/)).toBeVisible();
    expect(screen.getByText(/^cluster unreachable/)).toBeVisible();
  });

  it('says what was tried when the backend fails', async () => {
    server.use(refuses(path));
    await renderPage(<EntityPostureView />);
    expect(await screen.findByText(/could not be read from the/)).toBeVisible();
    server.use(answers(path, entityPostures([stored(cart)])));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await heading(cart.sentence)).toBeVisible();
  });

  it('keeps the last answer when a later one fails', async () => {
    server.use(answers(path, entityPostures([stored(cart)])));
    await renderPage(<EntityPostureView />);
    await heading(cart.sentence);
    server.use(refuses(path));
    comeBack();
    await waitFor(() =>
      expect(screen.getByText(/What follows is the last answer/)).toBeVisible(),
    );
    expect(await heading(cart.sentence)).toBeVisible();
  });

  it('says which entities claim the service with the same right, and how one gets it', async () => {
    const claims = ['cart', 'trolley'].map(name => ({
      entityRef: `component:default/${name}`,
      by: 'labels' as const,
    }));
    const contested = { ...stored(cart), claims, contested: true as const };
    server.use(answers(path, entityPostures([contested])));
    await renderPage(<EntityPostureView />);
    const notice = (await screen.findByText(/with the same right/)).closest(
      '[role=alert]',
    ) as HTMLElement;
    expect(within(notice).getByRole('link', { name: 'trolley' })).toBeVisible();
    expect(
      within(notice).getByText(
        /ingress-posture\.io\/services: prod-eu\/shop\/cart/,
      ),
    ).toBeVisible();
  });

  it('says what is wrong with annotations although services were found', async () => {
    const answer = entityPostures([stored(cart)]);
    const problems = ['There is no Service shop/basket in cluster prod-eu.'];
    server.use(
      answers(path, { ...answer, binding: { ...answer.binding, problems } }),
    );
    await renderPage(<EntityPostureView />);
    expect(await screen.findByText(problems[0])).toBeVisible();
  });

  it('says which annotation cannot be read', async () => {
    const message =
      'The annotation ingress-posture.io/services is wrong: "cart" has no cluster.';
    server.use(
      answers(path, {
        ...entityPostures([]),
        binding: { state: 'invalid', message },
      }),
    );
    await renderPage(<EntityPostureView />);
    expect(
      await heading('The annotation that names its services cannot be read'),
    ).toBeVisible();
    expect(screen.getByText(message)).toBeVisible();
  });

  it('says that remedies do not mend what is broken, where none does', async () => {
    const [remedy] = ledger.remedies.length ? ledger.remedies : cart.remedies;
    const broken = {
      ...ledger,
      remedies: [{ ...remedy, resolves: ['IP0601'] }],
    };
    server.use(answers(path, entityPostures([stored(broken)])));
    await renderPage(<EntityPostureView />);
    expect(
      await screen.findByText(/None of these mends what is broken now/),
    ).toBeVisible();
  });
});
