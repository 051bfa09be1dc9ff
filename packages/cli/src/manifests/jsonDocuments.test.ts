import type { ManifestError } from '@ingress-posture/engine';
import { lineOf } from './lineOf';
import { NumberedText } from './numberedText';
import { type Place, readText } from './readText';

interface Read {
  readonly names: readonly unknown[];
  readonly places: readonly Place[];
  readonly errors: readonly ManifestError[];
}

function read(text: string): Read {
  const names: unknown[] = [];
  const places: Place[] = [];
  const errors: ManifestError[] = [];
  readText(text, 'a.json', {
    object: (one, place) => {
      names.push(Object(one).metadata?.name);
      places.push(place);
    },
    error: one => errors.push(one),
  });
  return { names, places, errors };
}

const pod = (name: string) =>
  `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"}}`;
const list = (...items: readonly string[]) =>
  `{"apiVersion":"v1","items":[${items.join(',\n')}],"kind":"List"}`;

describe('JSON', () => {
  it.each([
    ['one object', pod('a'), ['a']],
    ['a list', list(pod('a'), pod('b')), ['a', 'b']],
    ['an empty list', list(), []],
    [
      'what is in a list, as jq .items prints it',
      `[${pod('a')},${pod('b')}]`,
      ['a', 'b'],
    ],
    [
      'objects one after another, as jq prints them',
      `${pod('a')}\n${pod('b')}`,
      ['a', 'b'],
    ],
    [
      'lists one after another',
      `${list(pod('a'))} ${list(pod('b'))}`,
      ['a', 'b'],
    ],
    [
      'quotes and brackets in texts',
      list(pod('a\\"]}'), pod('b\\\\')),
      ['a"]}', 'b\\'],
    ],
    [
      'ends of lines of Windows',
      list(pod('a'), pod('b')).replaceAll('\n', '\r\n'),
      ['a', 'b'],
    ],
    [
      'a typed list, whose items do not say what they are',
      '{"kind":"PodList","apiVersion":"v1","metadata":{"x":[1]},"items":[{"metadata":{"name":"a"}}]}',
      ['a'],
    ],
    [
      'items of something that is no list',
      '{"apiVersion":"v1","kind":"Pod","items":[{"a":1}],"metadata":{"name":"a"}}',
      ['a'],
    ],
    [
      'the last of two fields of one name',
      `{"apiVersion":"v1","kind":"List","items":[${pod('a')}],"items":[${pod(
        'b',
      )}]}`,
      ['b'],
    ],
  ])('is read: %s', (_, text, names) => {
    expect(read(text).names).toEqual(names);
  });

  it('says on which line an item is broken, and reads the others', () => {
    const { names, errors } = read(
      list(pod('a'), '{"kind": nonsense: x}', pod('c')),
    );
    expect(names).toEqual(['a', 'c']);
    expect(errors).toEqual([
      expect.objectContaining({ file: 'a.json', document: 1, line: 2 }),
    ]);
  });

  it('says which of several documents is no object', () => {
    const { names, errors } = read(`${pod('a')}\n{"kind":"Pod"}\n${pod('c')}`);
    expect(names).toEqual(['a', 'c']);
    expect(errors).toEqual([expect.objectContaining({ document: 2, line: 2 })]);
  });

  it.each([
    ['ends too early', list(pod('a')).slice(0, -5)],
    ['has a text without an end', '{"apiVersion":"v1","kind":"Pod'],
  ])('that %s is said to be broken', (_, text) => {
    const { names, errors } = read(text);
    expect(names).toEqual([]);
    expect(errors).not.toEqual([]);
  });

  it('has the lines of its items', () => {
    const text = list(pod('a'), pod('b'), pod('c'));
    const numbered = new NumberedText(text);
    const lines = read(text).places.map(place =>
      lineOf(numbered, place, 'metadata.name'),
    );
    expect(lines).toEqual([1, 2, 3]);
  });
});
