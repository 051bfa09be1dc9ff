import { labelsKey } from './labelsKey';

describe('the key of a question about labels', () => {
  it('is the same for the same labels, in whatever order they are written', () => {
    expect(labelsKey('pods of|shop', { app: 'cart', version: 'v1' })).toBe(
      labelsKey('pods of|shop', { version: 'v1', app: 'cart' }),
    );
  });

  it.each([
    ['another question', 'services of|shop', { app: 'cart' }],
    ['another value', 'pods of|shop', { app: 'till' }],
    ['another name', 'pods of|shop', { name: 'cart' }],
    ['more labels', 'pods of|shop', { app: 'cart', version: 'v1' }],
    [
      'a value that looks like two labels',
      'pods of|shop',
      { app: 'a","b":"c' },
    ],
    ['no labels', 'pods of|shop', {}],
  ])('is another for %s', (_, asked, labels) => {
    expect(labelsKey(asked, labels)).not.toBe(
      labelsKey('pods of|shop', { app: 'cart' }),
    );
  });

  it('is another for another question about the very same labels', () => {
    const labels = { app: 'cart' };
    expect(labelsKey('pods of|shop', labels)).not.toBe(
      labelsKey('services of|shop', labels),
    );
  });
});
