import { StrictPreview } from '@ingress-posture/engine';
import { registerMswTestHooks } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { strictPreview } from '../../__fixtures__/answers';
import { cart } from '../../__fixtures__/cart';
import { backendUrl, refuses, renderPage } from '../../__testUtils__/backend';
import { IfStrictSection } from './IfStrictSection';

const path = '/clusters/prod-eu/strict-preview';
const server = setupServer();

const ofWorkload: StrictPreview = {
  ...strictPreview,
  scope: { kind: 'workload', namespace: 'shop', service: 'cart' },
  sentence:
    'If the workload of shop/cart turned STRICT now, 1 path would break.',
  order: [],
};
const [stage] = strictPreview.order;
const ofNamespace: StrictPreview = {
  ...strictPreview,
  scope: { kind: 'namespace', namespace: 'shop' },
  sentence: 'If namespace shop turned STRICT now, nothing would break.',
  breaks: [],
  order: [{ ...stage, namespace: 'shop' }],
};

/** Answers by the question's scope, and notes what was asked. */
const answersByScope = (asked: string[]) =>
  http.get(`${backendUrl}${path}`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    asked.push(String(searchParams));
    return HttpResponse.json(
      searchParams.has('service') ? ofWorkload : ofNamespace,
    );
  });

describe('IfStrictSection', () => {
  registerMswTestHooks(server);

  it('says which paths of the workload would break, and what leads them to mTLS', async () => {
    const asked: string[] = [];
    server.use(answersByScope(asked));
    await renderPage(<IfStrictSection posture={cart} />);
    expect(await screen.findByText(ofWorkload.sentence)).toBeVisible();
    expect(screen.getByText(/cart would refuse/)).toBeVisible();
    const [{ title }] = cart.remedies;
    expect(screen.getByText(new RegExp(title))).toBeVisible();
    expect(asked).toEqual(['namespace=shop&service=cart&remedies=false']);
  });

  it('asks about the namespace on demand, with the steps to turn it', async () => {
    server.use(answersByScope([]));
    await renderPage(<IfStrictSection posture={cart} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'namespace shop' }),
    );
    expect(await screen.findByText(ofNamespace.sentence)).toBeVisible();
    await userEvent.click(
      screen.getByText('Nothing that is seen breaks.', { exact: false }),
    );
    expect(screen.getByText(/mode: STRICT/)).toBeVisible();
  });

  it('says that STRICT changes nothing where no pod is in the mesh', async () => {
    const counts = { services: 1, strict: 0, ready: 0, breaking: 0, apart: 1 };
    server.use(
      http.get(`${backendUrl}${path}`, () =>
        HttpResponse.json({ ...ofWorkload, breaks: [], counts }),
      ),
    );
    await renderPage(<IfStrictSection posture={cart} />);
    expect(
      await screen.findByText(/STRICT would change nothing here/),
    ).toBeVisible();
  });

  it('says what was tried when the backend does not answer', async () => {
    server.use(refuses(path));
    await renderPage(<IfStrictSection posture={cart} />);
    expect(await screen.findByText(/could not be read from the/)).toBeVisible();
  });
});
