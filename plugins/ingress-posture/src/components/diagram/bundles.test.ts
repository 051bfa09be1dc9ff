import { Path } from '@ingress-posture/engine';
import { cart } from '../../__fixtures__/cart';
import { english } from '../../__testUtils__/english';
import { buildGraph } from './buildGraph';

const [, nginx] = cart.paths;
const via = (edge: string, host: string): Path => ({
  ...nginx,
  edge: { ...nginx.edge, name: edge },
  route: { ...nginx.route, host },
});
const draw = (paths: readonly Path[], ...unfolded: string[]) =>
  buildGraph({ ...cart, paths }, english, new Set(unfolded)).nodes;
const roles = (nodes: ReturnType<typeof draw>, role: string) =>
  nodes.filter(({ node }) => node.role === role);

describe('bundles', () => {
  const hosts = Array.from({ length: 30 }, (_, n) => via('one', `h${n}.io`));
  const edges = Array.from({ length: 8 }, (_, n) => via(`edge-${n}`, 'h.io'));

  it('draw the clients of an edge as one box until they are unfolded', () => {
    const [clients] = roles(draw(hosts), 'client');
    expect(clients.lines).toEqual(['h0.io +29']);
    expect(clients.bundle?.count).toBe(30);
    const open = draw(hosts, clients.bundle!.id);
    expect(roles(open, 'client')).toHaveLength(30);
    expect(roles(open, 'edge')).toHaveLength(1);
  });

  it('draw many edges that do the same as one box until they are unfolded', () => {
    const [edge, ...others] = roles(draw(edges), 'edge');
    expect(others).toEqual([]);
    expect(edge.lines).toEqual(['8 edges']);
    expect(roles(draw(edges, edge.bundle!.id), 'edge')).toHaveLength(8);
  });

  it('leave a few edges as they are', () => {
    const few = roles(draw(edges.slice(0, 3)), 'edge');
    expect(few).toHaveLength(3);
    expect(few.every(({ bundle }) => bundle === undefined)).toBe(true);
  });
});
