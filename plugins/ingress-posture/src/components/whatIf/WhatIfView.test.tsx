import { WhatIf } from '@ingress-posture/engine';
import { registerMswTestHooks } from '@backstage/test-utils';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { synced } from '../../__fixtures__/answers';
import { cart } from '../../__fixtures__/cart';
import { answers, backendUrl, renderPage } from '../../__testUtils__/backend';
import { WhatIfView } from './WhatIfView';

const server = setupServer();
const [{ edge, route }] = cart.paths;

const verdict = {
  mode: 'standalone',
  certainty: 'proven',
  posture: 'plaintext',
  sentence: 'nginx sends plaintext, and cart takes it.',
} as const;

const answer: WhatIf = {
  version: 1,
  cluster: 'prod-eu',
  sentence: '1 of 4 services changes: 1 for the worse. 1 path breaks.',
  objects: [
    {
      effect: 'created',
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      namespace: 'shop',
      name: 'default',
    },
    { effect: 'ignored', apiVersion: 'v1', kind: 'Secret', name: 'tls' },
  ],
  counts: {
    services: 4,
    changed: 1,
    better: 0,
    worse: 1,
    brokenPaths: 1,
    unsure: 0,
  },
  unsure: [],
  changes: [
    {
      service: { namespace: 'shop', name: 'cart' },
      before: verdict,
      after: {
        ...verdict,
        posture: 'rejected',
        sentence: 'cart demands mTLS: clients get 502.',
      },
      direction: 'worse',
      paths: [
        {
          edge,
          route,
          port: 80,
          before: 'plaintext',
          after: 'rejected',
          sentence: 'The path is refused.',
          breaks: true,
        },
      ],
      findings: {
        appear: [
          {
            code: 'IP0102',
            severity: 'error',
            title: 'Plaintext is sent to a STRICT port',
          },
        ],
        go: [
          {
            code: 'IP0101',
            severity: 'warning',
            title: 'Plaintext is accepted',
          },
        ],
      },
    },
  ],
};

/** jsdom's files have no `text`. */
const fileOf = (yaml: string) =>
  Object.assign(new File([yaml], 'some.yaml'), { text: async () => yaml });

/** Answers, and notes what was asked. */
const answersWhatIf = (asked: unknown[], answered = answer) =>
  http.post(`${backendUrl}/clusters/prod-eu/what-if`, async ({ request }) => {
    asked.push(await request.json());
    return HttpResponse.json(answered);
  });

describe('WhatIfView', () => {
  registerMswTestHooks(server);
  beforeEach(() => server.use(answers('/clusters', { items: [synced] })));

  const put = () => screen.findByLabelText('Manifests to apply');
  const submit = () =>
    screen.getByRole('button', { name: 'See what would change' });

  it('says which verdicts change, which paths break, and what was not read', async () => {
    const asked: unknown[] = [];
    server.use(answersWhatIf(asked));
    await renderPage(<WhatIfView />);
    fireEvent.change(await put(), { target: { value: 'kind: A' } });
    fireEvent.change(screen.getByLabelText('Manifests to delete'), {
      target: { value: 'kind: B' },
    });
    await userEvent.click(submit());
    expect(
      await screen.findByRole('heading', { name: answer.sentence }),
    ).toBeVisible();
    expect(asked).toEqual([{ put: 'kind: A', remove: 'kind: B' }]);
    expect(screen.getByText('breaks')).toBeVisible();
    expect(screen.getByText(/clients get 502/)).toBeVisible();
    expect(
      screen.getByText('Plaintext is sent to a STRICT port'),
    ).toBeVisible();
    const objects = screen.getByRole('region', { name: 'Objects' });
    expect(within(objects).getByText('not read')).toBeVisible();
    expect(screen.getByRole('link', { name: 'shop/cart' })).toHaveAttribute(
      'href',
      '/ingress-posture/services/prod-eu/shop/cart',
    );
  });

  it('names the services of which nobody can say whether something breaks', async () => {
    const unsure: WhatIf = {
      ...answer,
      counts: { ...answer.counts, changed: 0, worse: 0, unsure: 1 },
      changes: [],
      unsure: [{ namespace: 'shop', name: 'search' }],
    };
    server.use(answersWhatIf([], unsure));
    await renderPage(<WhatIfView />);
    fireEvent.change(await put(), { target: { value: 'kind: A' } });
    await userEvent.click(submit());
    expect(
      await screen.findByRole('link', { name: 'shop/search' }),
    ).toHaveAttribute('href', '/ingress-posture/services/prod-eu/shop/search');
    expect(screen.getByText('1 service nobody can judge')).toBeVisible();
    expect(screen.getByText(/no path that is seen would change/)).toBeVisible();
  });

  it('has nothing to ask while the fields are empty', async () => {
    await renderPage(<WhatIfView />);
    await put();
    expect(submit()).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Begin with an example' }),
    );
    expect(submit()).toBeEnabled();
  });

  it('takes manifests from files, behind what stands there', async () => {
    await renderPage(<WhatIfView />);
    fireEvent.change(await put(), { target: { value: 'kind: A' } });
    await userEvent.upload(
      document.querySelector('input[type=file]') as HTMLInputElement,
      ['B', 'C'].map(kind => fileOf(`kind: ${kind}\n`)),
    );
    expect(await screen.findByDisplayValue(/kind: C/)).toHaveValue(
      'kind: A\n---\nkind: B\n---\nkind: C',
    );
  });

  it('says which line cannot be read', async () => {
    server.use(
      http.post(`${backendUrl}/clusters/prod-eu/what-if`, () =>
        HttpResponse.json(
          { error: { name: 'InputError', message: 'put: document 1, line 3' } },
          { status: 400 },
        ),
      ),
    );
    await renderPage(<WhatIfView />);
    fireEvent.change(await put(), { target: { value: 'kind: [' } });
    await userEvent.click(submit());
    expect(await screen.findByText(/document 1, line 3/)).toBeVisible();
  });
});
