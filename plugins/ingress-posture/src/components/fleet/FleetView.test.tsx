import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { serviceList, stopped } from '../../__fixtures__/answers';
import {
  answers,
  backendUrl,
  refuses,
  renderPage,
} from '../../__testUtils__/backend';
import { FleetView } from './FleetView';

const server = setupServer();
const address = () => screen.getByLabelText('address').textContent;

describe('FleetView', () => {
  registerMswTestHooks(server);
  let asked: string[] = [];

  beforeEach(() => {
    asked = [];
    server.use(
      answers('/clusters', { items: [stopped] }),
      http.get(`${backendUrl}/services`, ({ request }) => {
        asked.push(decodeURIComponent(new URL(request.url).search));
        return HttpResponse.json(serviceList);
      }),
    );
  });

  it('lists services with what is so, whose they are, and how fresh', async () => {
    await renderPage(<FleetView />);
    const row = (await screen.findByText('pay/ledger')).closest('tr')!;
    expect(within(row).getByText('payments')).toBeVisible();
    expect(within(row).getByText('standalone')).toBeVisible();
    expect(within(row).getByText('rejected')).toBeVisible();
    const other = screen.getByText('shop/cart').closest('tr')!;
    expect(within(other).getByText('nobody’s')).toBeVisible();
    expect(within(other).getByText('stale')).toBeVisible();
    expect(await screen.findByText('70 services · 1 cluster')).toBeVisible();
    expect(screen.getByText(/^prod-eu: stopped since/)).toBeVisible();
  });

  it('filters by a segment of the bar, and again takes the filter away', async () => {
    await renderPage(<FleetView />);
    const segment = await screen.findByRole('button', {
      name: 'rejected: 7 services',
    });
    await userEvent.click(segment);
    expect(segment).toHaveAttribute('aria-pressed', 'true');
    expect(address()).toBe('?posture=rejected');
    await waitFor(() => expect(asked.join()).toContain('posture=rejected'));
    await userEvent.click(segment);
    expect(address()).toBe('');
  });

  it('leaves out postures that no service has', async () => {
    await renderPage(<FleetView />);
    await screen.findByText('pay/ledger');
    expect(
      screen.queryByRole('button', { name: /^app TLS/ }),
    ).not.toBeInTheDocument();
  });

  it('sorts by a column, and turns it round', async () => {
    await renderPage(<FleetView />);
    const service = await screen.findByRole('button', { name: 'Service' });
    await userEvent.click(service);
    expect(address()).toBe('?sort=service');
    await userEvent.click(service);
    expect(address()).toBe('?sort=service&order=desc');
    await waitFor(() =>
      expect(asked.join()).toContain('sort=service&order=desc'),
    );
  });

  it('asks the backend for the page that the address names', async () => {
    await renderPage(<FleetView />, '/?page=1&cluster=prod-eu');
    await screen.findByText('26-50 of 70');
    expect(asked[0]).toContain('cluster=prod-eu');
    expect(asked[0]).toContain('offset=25');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(address()).toBe('?page=2&cluster=prod-eu');
  });

  it('searches when the typing pauses, and goes back to the first page', async () => {
    await renderPage(<FleetView />, '/?page=1');
    await userEvent.type(
      await screen.findByLabelText('Search services, hosts'),
      'led',
    );
    await waitFor(() => expect(address()).toBe('?search=led'));
  });

  it('filters by the vendors and owners that the backend names', async () => {
    await renderPage(<FleetView />);
    await screen.findByText('pay/ledger');
    await userEvent.click(screen.getByRole('button', { name: 'Owner any' }));
    await userEvent.click(screen.getByRole('option', { name: 'payments' }));
    expect(address()).toBe('?owner=group:default/payments');
    await userEvent.click(screen.getByRole('button', { name: 'Vendor any' }));
    await userEvent.click(screen.getByRole('option', { name: 'aws-alb' }));
    expect(address()).toContain('vendor=aws-alb');
  });

  it('says what to do when nothing fits', async () => {
    server.use(answers('/services', { ...serviceList, items: [], total: 0 }));
    await renderPage(<FleetView />, '/?mode=chained');
    expect(await screen.findByText('No service fits')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('');
  });

  it('says what was tried when the backend fails', async () => {
    server.use(refuses('/services'));
    await renderPage(<FleetView />);
    expect(await screen.findByText(/could not be read from the/)).toBeVisible();
  });
});
