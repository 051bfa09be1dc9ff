import { registerMswTestHooks } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { radar } from '../../__fixtures__/answers';
import { answers, renderPage } from '../../__testUtils__/backend';
import { EndOfLifeView } from './EndOfLifeView';

const server = setupServer();

describe('EndOfLifeView', () => {
  registerMswTestHooks(server);

  it('says which edges ended, with the way to the services behind them', async () => {
    server.use(answers('/end-of-life', radar));
    await renderPage(<EndOfLifeView />);
    expect(
      await screen.findByRole('heading', { name: 'ingress-nginx' }),
    ).toBeVisible();
    expect(screen.getByText('3 services behind it')).toBeVisible();
    expect(
      screen.getByRole('link', {
        name: 'Show the services behind ingress-nginx',
      }),
    ).toHaveAttribute('href', '/ingress-posture/services?vendor=ingress-nginx');
  });

  it('says so when nothing is behind such an edge', async () => {
    server.use(answers('/end-of-life', { items: [] }));
    await renderPage(<EndOfLifeView />);
    expect(await screen.findByText(/^No service is behind/)).toBeVisible();
  });
});
