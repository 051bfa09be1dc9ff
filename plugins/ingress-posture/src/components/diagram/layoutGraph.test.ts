import { ServicePosture } from '@ingress-posture/engine';
import { cart } from '../../__fixtures__/cart';
import { ledger } from '../../__fixtures__/ledger';
import { search } from '../../__fixtures__/search';
import { english } from '../../__testUtils__/english';
import { buildGraph } from './buildGraph';
import { Box, Direction } from './geometry';
import { DiagramLayout, layoutGraph } from './layoutGraph';

const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const overlap = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const regionOf = (layout: DiagramLayout, place: string) =>
  layout.regions.find(region => region.place === place)?.box;

const cases: [string, ServicePosture, Direction][] = [
  ['two paths', cart, 'right'],
  ['two paths', cart, 'down'],
  ['a rejected path', ledger, 'right'],
  ['a chain', search, 'right'],
  ['a chain', search, 'down'],
];

describe('layoutGraph', () => {
  it('draws the workload that two paths share once', () => {
    const { nodes, links } = buildGraph(cart, english);
    expect(nodes.filter(({ node }) => node.role === 'workload')).toHaveLength(
      1,
    );
    expect(nodes).toHaveLength(5);
    expect(links).toHaveLength(4);
  });

  it('bundles hosts that take the same way', () => {
    const [first, second] = cart.paths;
    const other = {
      ...second,
      route: { ...second.route, host: 'b.example.com' },
    };
    const graph = buildGraph(
      { ...cart, paths: [first, second, other] },
      english,
    );
    expect(graph.nodes).toHaveLength(5);
    expect(graph.nodes.flatMap(({ lines }) => lines)).toContain(
      'old.example.com +1',
    );
  });

  it.each(cases)(
    'places %s so that no boxes overlap (%#)',
    (_, posture, direction) => {
      const { nodes } = layoutGraph(buildGraph(posture, english), direction);
      nodes.forEach((one, index) =>
        nodes
          .slice(index + 1)
          .forEach(other => expect(overlap(one.box, other.box)).toBe(false)),
      );
    },
  );

  it.each(cases)(
    'keeps the mesh of %s to its members (%#)',
    (_, posture, direction) => {
      const layout = layoutGraph(buildGraph(posture, english), direction);
      const mesh = regionOf(layout, 'mesh')!;
      const cluster = regionOf(layout, 'cluster')!;
      for (const { box, place } of layout.nodes) {
        expect([place, inside(box, mesh)]).toEqual([place, place === 'mesh']);
        expect([place, inside(box, cluster)]).toEqual([
          place,
          place !== 'outside',
        ]);
      }
    },
  );

  it.each(cases)(
    'orders %s along the direction (%#)',
    (_, posture, direction) => {
      const { nodes, links } = layoutGraph(
        buildGraph(posture, english),
        direction,
      );
      const along = (id: string) => {
        const { box } = nodes.find(node => node.id === id)!;
        return direction === 'right' ? box.x : box.y;
      };
      for (const { from, to } of links)
        expect(along(from)).toBeLessThan(along(to));
    },
  );

  it('gives the same picture for the same posture', () => {
    const once = layoutGraph(buildGraph(cart, english), 'right');
    expect(layoutGraph(buildGraph(cart, english), 'right')).toEqual(once);
  });
});
