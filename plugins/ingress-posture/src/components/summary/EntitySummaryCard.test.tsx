import { registerMswTestHooks } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { serviceList } from '../../__fixtures__/answers';
import {
  backendUrl,
  cartEntity,
  renderPage,
} from '../../__testUtils__/backend';
import { EntitySummaryCard } from './EntitySummaryCard';

const server = setupServer();

describe('EntitySummaryCard', () => {
  registerMswTestHooks(server);

  it.each([
    ['System', 'system=system:default/shop'],
    ['Group', 'owner=group:default/shop'],
  ])('sums up the services of a %s', async (kind, filter) => {
    const asked: string[] = [];
    server.use(
      http.get(`${backendUrl}/services`, ({ request }) => {
        asked.push(decodeURIComponent(new URL(request.url).search));
        return HttpResponse.json(serviceList);
      }),
    );
    await renderPage(<EntitySummaryCard />, '/', {
      ...cartEntity,
      kind,
      metadata: { name: 'shop' },
    });
    expect(
      await screen.findByText(/7 services are broken now; 39 services take/),
    ).toBeVisible();
    expect(asked[0]).toContain(filter);
    expect(screen.getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining('/ingress-posture/services?'),
    );
  });
});
