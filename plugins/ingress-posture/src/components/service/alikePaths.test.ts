import { cart } from '../../__fixtures__/cart';
import { alikePaths } from './alikePaths';

const [gateway, nginx] = cart.paths;
const other = (host: string) => ({
  ...nginx,
  route: { ...nginx.route, host },
});

describe('alikePaths', () => {
  it('takes paths together that differ in their host alone', () => {
    const [one, two] = [other('one.example.com'), other('two.example.com')];
    expect(alikePaths([one, gateway, two])).toEqual([[one, two], [gateway]]);
  });

  it.each([
    ['posture', { ...nginx, posture: 'rejected' as const }],
    ['sentence', { ...nginx, sentence: 'It is another one.' }],
    ['edge', { ...nginx, edge: { ...nginx.edge, name: 'other' } }],
    [
      'reasons',
      { ...nginx, hops: nginx.hops.map(hop => ({ ...hop, reasons: [] })) },
    ],
  ])('keeps paths apart that differ in their %s', (_, path) => {
    expect(alikePaths([nginx, path])).toHaveLength(2);
  });
});
