import fc from 'fast-check';
import { JsonListReader } from './jsonList';

/** Reads a list in pieces of this size. */
function read(text: string, size: number) {
  const items: unknown[] = [];
  const reader = new JsonListReader(item => items.push(item));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    reader.push(bytes.subarray(at, at + size));
  }
  return { items, list: reader.end() };
}

const list = (items: readonly object[]) => ({
  kind: 'PodList',
  apiVersion: 'v1',
  metadata: { resourceVersion: '7', continue: 'a"]}{[b' },
  items,
});

describe('JsonListReader', () => {
  it.each([
    ['no item', []],
    ['one item', [{ metadata: { name: 'a' } }]],
    [
      'items with brackets, quotes and escapes in strings',
      [{ a: '}{][' }, { b: 'say \\"items":[{}] \\\\' }, { c: '☸\u0000' }],
    ],
    ['items that have items of their own', [{ items: [{ items: [{}] }] }, {}]],
  ])('hands over %s, and leaves the rest', (_, items) => {
    for (const size of [1, 2, 3, 7, 1000]) {
      expect(read(JSON.stringify(list(items)), size)).toEqual({
        items,
        list: list([]),
      });
    }
  });

  it('does not mind white space, nor where the items stand', () => {
    const items = [{ a: [1, { b: 2 }] }, { c: 3 }];
    const text = JSON.stringify({ items, metadata: {} }, null, 2);
    expect(read(text, 5).list).toEqual({ items: [], metadata: {} });
    expect(read(text, 5).items).toEqual(items);
  });

  it.each(['', '{"items":[', '{"items":[{"a":1}', '<html></html>', '{"a":}'])(
    'refuses %j',
    text => {
      expect(() => read(text, 4)).toThrow(SyntaxError);
    },
  );

  it('reads every list as JSON.parse does, wherever it is cut', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const item = fc.dictionary(fc.string(), value);
    fc.assert(
      fc.property(fc.array(item), fc.integer({ min: 1 }), (items, size) => {
        const parsed = JSON.parse(JSON.stringify(list(items)));
        const { items: found, list: rest } = read(JSON.stringify(parsed), size);
        expect(found).toEqual(parsed.items);
        expect(rest).toEqual({ ...parsed, items: [] });
      }),
    );
  });
});
