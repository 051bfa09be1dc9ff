import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { cart } from '../../__fixtures__/cart';
import { client } from '../../__testUtils__/backend';
import { ingressPostureApiRef } from '../../api';
import { HopDetail } from './HopDetail';

/** As a browser has it: what is one object in the engine comes as several that say the same. */
const received: typeof cart = JSON.parse(JSON.stringify(cart));

// The test's app reads a `path` among its children as that of a route.
function Shown() {
  const path = received.paths[1];
  return <HopDetail posture={received} path={path} hop={path.hops[1]} />;
}

describe('HopDetail', () => {
  it('shows each excerpt once', async () => {
    await renderInTestApp(
      <TestApiProvider apis={[[ingressPostureApiRef, client()]]}>
        <Shown />
      </TestApiProvider>,
    );
    const excerpts = screen
      .getAllByRole('group')
      .map(one => one.getAttribute('aria-label'));
    expect(excerpts).toHaveLength(3);
    expect(new Set(excerpts).size).toBe(3);
  });
});
