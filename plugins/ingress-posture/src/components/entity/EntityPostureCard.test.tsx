import { registerMswTestHooks } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { entityPostures, stored } from '../../__fixtures__/answers';
import { answers, cartEntity, renderPage } from '../../__testUtils__/backend';
import { cart } from '../../__fixtures__/cart';
import { ledger } from '../../__fixtures__/ledger';
import { EntityPostureCard } from './EntityPostureCard';

const path = '/entities/component/default/cart/postures';
const server = setupServer();

describe('EntityPostureCard', () => {
  registerMswTestHooks(server);

  it('says the worst service’s sentence and leads to the tab', async () => {
    server.use(answers(path, entityPostures([stored(cart), stored(ledger)])));
    await renderPage(<EntityPostureCard />);
    expect(await screen.findByText(ledger.sentence)).toBeVisible();
    expect(screen.getByText('rejected')).toBeVisible();
    expect(screen.getByText('the worst of 2 services')).toBeVisible();
    expect(screen.getByRole('link', { name: /what to do/ })).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/ingress-posture',
    );
  });

  it('shows nothing for an entity without annotations', async () => {
    await renderPage(<EntityPostureCard />, '/', {
      ...cartEntity,
      metadata: { name: 'cart' },
    });
    expect(screen.queryByText('Ingress')).not.toBeInTheDocument();
  });
});
