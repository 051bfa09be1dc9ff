import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  serviceGroups,
  serviceHistory,
  serviceList,
  stopped,
  strictReadiness,
} from '../../__fixtures__/answers';
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
      answers('/strict-readiness', strictReadiness),
      answers('/services/history', serviceHistory),
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

  it('says how many namespaces can turn STRICT today, and leads to the plan', async () => {
    await renderPage(<FleetView />);
    const link = await screen.findByRole('link', {
      name: '3 of 8 namespaces can turn STRICT today 2 more are STRICT already',
    });
    expect(link).toHaveAttribute(
      'href',
      '/ingress-posture/strict?cluster=prod-eu',
    );
  });

  it('says how the numbers have changed, as long as whole clusters are counted', async () => {
    await renderPage(<FleetView />, '/?cluster=prod-eu');
    expect(await screen.findByText('4 more than on Oct 23')).toBeVisible();
    expect(screen.getByText('as many as on Oct 23')).toBeVisible();
    expect(screen.getByText('16 fewer than on Oct 23')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /^21 .*nginx$/ }));
    await waitFor(() =>
      expect(screen.queryByText(/Oct 23/)).not.toBeInTheDocument(),
    );
  });

  it('filters by what is behind an edge that its vendor has given up', async () => {
    await renderPage(<FleetView />);
    await userEvent.click(
      await screen.findByRole('button', { name: /^21 .* ingress-nginx$/ }),
    );
    expect(address()).toBe('?retired=true');
    await waitFor(() => expect(asked.join()).toContain('retired=true'));
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

  it('draws only rows in sight, and asks for what they need', async () => {
    await renderPage(<FleetView />, '/?cluster=prod-eu');
    const table = await screen.findByRole('table', { name: 'Services' });
    expect(table).toHaveAttribute('aria-rowcount', '71');
    await screen.findByText('pay/ledger');
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
    expect(asked[0]).toContain('cluster=prod-eu');
    expect(asked[0]).toContain('limit=100&offset=0');
  });

  it('groups by what the address says, and leads into each group', async () => {
    server.use(answers('/services/groups', serviceGroups));
    await renderPage(<FleetView />, '/?group=owner&posture=rejected');
    const groups = await screen.findByRole('table', { name: 'Groups' });
    expect(within(groups).getByText('4 rejected')).toBeVisible();
    await userEvent.click(
      within(groups).getByRole('link', { name: 'Services of payments' }),
    );
    expect(address()).toBe('?posture=rejected&owner=group:default/payments');
    expect(
      await screen.findByRole('table', { name: 'Services' }),
    ).toBeVisible();
  });

  it('leads from a number to its services, and back', async () => {
    await renderPage(<FleetView />);
    const number = await screen.findByRole('button', {
      name: /^39 take plaintext or are outside the mesh/,
    });
    await userEvent.click(number);
    expect(address()).toBe('?posture=plaintext,unmeshed');
    await userEvent.click(number);
    expect(address()).toBe('');
  });

  it('shows what nobody claims, with the annotation that would', async () => {
    await renderPage(<FleetView />, '/?claimed=false&namespace=pay');
    expect(
      await screen.findByText(/backstage.io\/kubernetes-namespace: pay/),
    ).toBeVisible();
    await waitFor(() => expect(asked.join()).toContain('claimed=false'));
  });

  it('hands what fits over as CSV', async () => {
    const exported: string[] = [];
    const saved = jest.fn(() => 'blob:csv');
    Object.assign(URL, { createObjectURL: saved, revokeObjectURL: jest.fn() });
    server.use(
      http.get(`${backendUrl}/services/csv`, ({ request }) => {
        exported.push(decodeURIComponent(new URL(request.url).search));
        return HttpResponse.text('cluster,namespace\r\n');
      }),
    );
    await renderPage(<FleetView />, '/?mode=chained&sort=since');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Export these services as CSV',
      }),
    );
    await waitFor(() => expect(saved).toHaveBeenCalled());
    expect(exported).toEqual(['?mode=chained']);
  });

  it('searches when the typing pauses', async () => {
    await renderPage(<FleetView />);
    await userEvent.type(
      await screen.findByLabelText('Search services, hosts'),
      'led',
    );
    await waitFor(() => expect(address()).toBe('?search=led'));
  });

  it('counts what several entities claim, and leads there', async () => {
    const counts = { ...serviceList.counts, contested: 2 };
    server.use(answers('/services', { ...serviceList, counts }));
    await renderPage(<FleetView />);
    await userEvent.click(
      await screen.findByRole('button', {
        name: '2 are claimed by several entities',
      }),
    );
    expect(address()).toContain('claimed=contested');
  });

  it('filters by the vendors and owners that the backend names', async () => {
    await renderPage(<FleetView />);
    await screen.findByText('pay/ledger');
    await userEvent.click(screen.getByRole('button', { name: 'Owner any' }));
    await userEvent.click(screen.getByRole('option', { name: 'payments' }));
    expect(address()).toBe('?owner=group:default/payments');
    await userEvent.click(screen.getByRole('button', { name: 'Vendor any' }));
    await userEvent.click(
      screen.getByRole('option', { name: 'AWS Application Load Balancer' }),
    );
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
