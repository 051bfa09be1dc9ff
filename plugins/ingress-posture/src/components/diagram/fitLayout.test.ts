import { cart } from '../../__fixtures__/cart';
import { ledger } from '../../__fixtures__/ledger';
import { english } from '../../__testUtils__/english';
import { buildGraph } from './buildGraph';
import { fitLayout } from './fitLayout';
import { layoutGraph } from './layoutGraph';

describe('fitLayout', () => {
  it.each([cart, ledger])('uses spare room without leaving it', posture => {
    const graph = buildGraph(posture, english);
    const natural = layoutGraph(graph, 'right').width;
    const fitted = fitLayout(graph, 'right', natural + 120).width;
    expect(fitted).toBeGreaterThan(natural);
    expect(fitted).toBeLessThanOrEqual(natural + 120);
  });

  it('stays natural where there is no room', () => {
    const graph = buildGraph(cart, english);
    expect(fitLayout(graph, 'right', 0)).toEqual(layoutGraph(graph, 'right'));
  });
});
