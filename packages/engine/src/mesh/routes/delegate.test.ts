import {
  authorityOf,
  HttpRule,
  virtualServices,
} from '../../state/kinds/virtualService';
import { cluster, istio } from '../../testing/cluster';
import { mergeDelegate } from './delegate';

/** An http rule as it is read from a VirtualService. */
function ruleOf(...match: readonly object[]): HttpRule {
  return ruleWith({ match });
}

function ruleWith(rule: object): HttpRule {
  const state = cluster(
    istio('VirtualService', 'shop/a', {
      http: [{ ...rule, route: [{ destination: { host: 'cart' } }] }],
    }),
  );
  return state.list(virtualServices)[0].http[0];
}

const prefix = (value: string) => ({ uri: { prefix: value } });
const exact = (value: string) => ({ uri: { exact: value } });
const regex = (value: string) => ({ uri: { regex: value } });

describe('a delegate', () => {
  it.each([
    ['asks for more of the path', prefix('/a'), prefix('/a/b'), '/a/b'],
    ['asks for one path', prefix('/a'), exact('/a/b'), '/a/b'],
    ['asks for another path', prefix('/a'), prefix('/b'), undefined],
    ['asks for less', prefix('/a/b'), prefix('/a'), undefined],
    ['asks for a prefix of one path', exact('/a'), prefix('/a'), undefined],
    ['asks for the same path', exact('/a'), exact('/a'), '/a'],
    ['has an expression', prefix('/a'), regex('/a.*'), undefined],
    ['asks for another port', { port: 80 }, { port: 81 }, undefined],
    ['asks nothing of the path', prefix('/a'), { port: 80 }, '/a'],
    [
      'is for one of the gateways',
      { ...prefix('/a'), gateways: ['mesh', 'web'] },
      { gateways: ['web'] },
      '/a',
    ],
    [
      'is for another gateway',
      { ...prefix('/a'), gateways: ['mesh'] },
      { gateways: ['web'] },
      undefined,
    ],
  ])('that %s', (_, root, leaf, expected) => {
    const merged = mergeDelegate(ruleOf(root), [ruleOf(leaf)]);
    expect(merged.map(one => one.matches[0].uri?.value)).toEqual(
      expected === undefined ? [] : [expected],
    );
  });

  it('without conditions takes those of the rule that names it', () => {
    const root = ruleOf(prefix('/a'), prefix('/b'));
    expect(mergeDelegate(root, [ruleOf()])[0].matches).toEqual(root.matches);
  });

  it('drops out when one of its conditions contradicts', () => {
    const leaf = ruleOf(prefix('/a/b'), prefix('/c'));
    expect(mergeDelegate(ruleOf(prefix('/a')), [leaf])).toEqual([]);
  });

  const host = (authority: string) => ({ rewrite: { authority } });
  const header = { headers: { request: { set: { host: 'h.example.com' } } } };
  it.each([
    ['takes the Host of the root', host('a'), {}, 'a'],
    ['says its own', host('a'), host('b'), 'b'],
    [
      'rewrites the path alone',
      host('a'),
      { rewrite: { uri: '/' } },
      undefined,
    ],
    ['takes the header of the root', header, {}, 'h.example.com'],
    ['has a header beside it', host('a'), header, 'a'],
  ])('%s', (_, root, leaf, expected) => {
    const [merged] = mergeDelegate(ruleWith(root), [ruleWith(leaf)]);
    expect(authorityOf(merged)).toBe(expected);
  });

  it('copies requests to where the root does', () => {
    const root = ruleWith({ mirror: { host: 'log' } });
    const [merged] = mergeDelegate(root, [ruleOf()]);
    expect(merged.mirrors?.map(one => one.host)).toEqual(['log']);
  });
});
