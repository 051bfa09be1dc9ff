import type { ManifestError } from '@ingress-posture/engine';
import { lineOf } from './lineOf';
import { NumberedText } from './numberedText';
import { type Place, readText } from './readText';

function read(text: string) {
  const names: unknown[] = [];
  const places: Place[] = [];
  const errors: ManifestError[] = [];
  readText(text, 'a.yaml', {
    object: (one, place) => {
      names.push(Object(one).metadata?.name);
      places.push(place);
    },
    error: one => errors.push(one),
  });
  return { names, places, errors };
}

const list = (...items: readonly string[]) =>
  `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
const service = (name: string, labels = '{}') =>
  `- apiVersion: v1\n  kind: Service\n  metadata:\n    name: ${name}\n    labels: ${labels}\n`;

describe('a YAML list', () => {
  it('is read where its items refer to each other, each item once', () => {
    const text = list(
      service('a'),
      service('b', '&shared { app: shop }'),
      service('c', '*shared'),
      service('d'),
    );
    const { names, errors } = read(text);
    expect(errors).toEqual([]);
    expect(names).toEqual(['a', 'b', 'c', 'd']);
  });

  it('loses but the item that refers to nothing', () => {
    const { names, errors } = read(
      list(service('a'), service('b', '*nothing'), service('c')),
    );
    expect(names).toEqual(['a', 'c']);
    expect(errors).toEqual([
      expect.objectContaining({
        document: 1,
        line: 9, // where its item begins
        message: expect.stringContaining('alias'),
      }),
    ]);
  });

  it('loses but the broken item where others refer to each other', () => {
    const { names, errors } = read(
      list(
        service('a', '&shared { app: shop }'),
        service('b', '"unclosed'),
        service('c', '*shared'),
        service('d'),
      ),
    );
    // Whether an alias holds cannot be told of a list that is broken: its item is told of, too.
    expect(names).toEqual(['a', 'd']);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining('quote'),
      expect.stringContaining('alias'),
    ]);
  });

  it('has the lines of its items', () => {
    const text = `# of two\n${list(service('a'), service('b'))}`;
    const numbered = new NumberedText(text);
    const lines = read(text).places.map(place =>
      lineOf(numbered, place, 'metadata.name'),
    );
    expect(lines).toEqual([8, 13]);
  });

  it('has the lines of items that refer to each other', () => {
    const text = list(service('a', '&x { b: c }'), service('d', '*x'));
    const numbered = new NumberedText(text);
    const lines = read(text).places.map(place =>
      lineOf(numbered, place, 'metadata.name'),
    );
    expect(lines).toEqual([7, 12]);
  });
});
