import { cart } from '../../__fixtures__/cart';
import { ledger } from '../../__fixtures__/ledger';
import { english } from '../../__testUtils__/english';
import { buildGraph } from './buildGraph';
import { bundlesOf } from './bundles';
import { fitLayout, smallestScale } from './fitLayout';
import { layoutGraph } from './layoutGraph';

describe('fitLayout', () => {
  it.each([cart, ledger])('uses spare room without leaving it', posture => {
    const graph = buildGraph(posture, english);
    const natural = layoutGraph(graph, 'right').width;
    const fitted = fitLayout(graph, natural + 120).width;
    expect(fitted).toBeGreaterThan(natural);
    expect(fitted).toBeLessThanOrEqual(natural + 120);
  });

  it('stays natural where it only has to shrink', () => {
    const graph = buildGraph(cart, english);
    const natural = layoutGraph(graph, 'right');
    expect(fitLayout(graph, natural.width * 0.8)).toEqual(natural);
  });

  it('turns top to bottom before its words are too small to read', () => {
    const graph = buildGraph(ledger, english);
    const { width } = layoutGraph(graph, 'right');
    const least = width * smallestScale.right;
    expect(fitLayout(graph, least).direction).toBe('right');
    expect(fitLayout(graph, least - 1).direction).toBe('down');
  });

  it('stays left to right where the other way needs more room yet', () => {
    const [path] = cart.paths;
    const hosts = Array.from({ length: 40 }, (_, index) => `${index}.example`);
    const paths = hosts.map(host => ({
      ...path,
      route: { ...path.route, host },
    }));
    const folded = bundlesOf(paths, new Set());
    const all = new Set([folded.clientId(paths[0])]);
    const graph = buildGraph({ ...cart, paths }, english, all);
    expect(fitLayout(graph, 400).direction).toBe('right');
  });
});
