import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { strictPreview, synced } from '../../__fixtures__/answers';
import { answers, refuses, renderPage } from '../../__testUtils__/backend';
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

  it('says what was tried when there is no plan', async () => {
    server.use(refuses(path));
    await renderPage(<StrictView />);
    expect(await screen.findByText(/could not be read from the/)).toBeVisible();
  });
});
