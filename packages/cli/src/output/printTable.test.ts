import { stripVTControlCharacters } from 'node:util';
import { examplePosture } from '../__fixtures__/posture';
import { printTable } from './printTable';

const quiet = examplePosture({
  service: { namespace: 'shop', name: 'db', labels: {}, podLabels: {} },
  mode: 'mesh-internal',
  posture: 'enforced',
  sentence: 'Nothing reaches db from outside.',
  paths: [],
});

const widest = (text: string) =>
  Math.max(...text.split('\n').map(line => line.length));

describe('printTable', () => {
  it('prints a line a service and the totals, unwrapped, into a pipe', () => {
    const text = printTable([examplePosture(), quiet], {
      columns: undefined,
      colours: false,
    });
    expect(text.split('\n')).toEqual([
      'SERVICE    MODE           POSTURE   CERTAINTY  EDGES          SENTENCE',
      'shop/cart  standalone     rejected  proven     ingress-nginx  nginx sends plaintext and cart demands mTLS: clients get 502.',
      'shop/db    mesh-internal  enforced  proven     -              Nothing reaches db from outside.',
      '',
      '2 services: 1 rejected, 1 enforced',
      '',
    ]);
  });

  it('wraps the sentence in its column where the terminal ends', () => {
    const text = printTable([examplePosture()], {
      columns: 100,
      colours: false,
    });
    expect(widest(text)).toBeLessThanOrEqual(100);
    expect(text).toMatch(/\n {40,}mTLS: clients get 502\.\n/);
  });

  it('stacks the facts on a narrow terminal', () => {
    const look = { columns: 50, colours: false };
    expect(printTable([examplePosture()], look).split('\n')).toEqual([
      'shop/cart',
      '  rejected, standalone, proven, ingress-nginx',
      '  nginx sends plaintext and cart demands mTLS:',
      '  clients get 502.',
      '',
      '1 service: 1 rejected',
      '',
    ]);
  });

  it.each([100, 50])('says the same with colour and without', columns => {
    const both = [examplePosture(), quiet];
    const coloured = printTable(both, { columns, colours: true });
    const plain = printTable(both, { columns, colours: false });
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  it('marks a service of which only some pods are in the mesh', () => {
    const text = printTable([examplePosture({ partial: true })], {
      columns: undefined,
      colours: false,
    });
    expect(text).toContain('rejected (partial)');
  });

  it('prints totals for no services, too', () => {
    const text = printTable([], { columns: 80, colours: false });
    expect(text).toMatch(/\n0 services\n$/);
  });
});
