import { parseDocument } from 'yaml';
import { operateOnYaml } from './operateOnYaml';

function changed(text: string, operations: readonly object[]): string {
  const document = parseDocument(text);
  operateOnYaml(document, operations);
  return document.toString();
}

const route = `# the shop's front door
spec:
  routes:
    - match: Host("shop.example.com") # public
      services:
        - name: basket
        - name: cart # mine
          port: 80
`;
const first = '/spec/routes/0/services';

describe('operateOnYaml', () => {
  it('changes one entry of a list, and leaves its neighbours and comments', () => {
    expect(
      changed(route, [
        { op: 'test', path: `${first}/1/name`, value: 'cart' },
        { op: 'add', path: `${first}/1/nativeLB`, value: true },
      ]),
    ).toBe(`${route}          nativeLB: true\n`);
  });

  it('refuses what is another entry in the manifest than in the cluster', () => {
    const ask = () =>
      changed(route, [
        { op: 'test', path: `${first}/0/name`, value: 'cart' },
        { op: 'add', path: `${first}/0/nativeLB`, value: true },
      ]);
    expect(ask).toThrow(
      'The manifest does not say "cart" at /spec/routes/0/services/0/name',
    );
  });

  it.each([
    ['between entries', { op: 'add', path: '/a/1', value: 9 }, '[ 1, 9, 2 ]'],
    ['behind the last', { op: 'add', path: '/a/-', value: 9 }, '[ 1, 2, 9 ]'],
    ['in place of one', { op: 'replace', path: '/a/0', value: 9 }, '[ 9, 2 ]'],
    ['one away', { op: 'remove', path: '/a/0' }, '[ 2 ]'],
  ])('puts a value %s', (_, operation, list) => {
    expect(changed('a: [ 1, 2 ]\n', [operation])).toBe(`a: ${list}\n`);
  });

  it('reads names with slashes and tildes, and keeps comments beside values', () => {
    expect(
      changed('x.io/a~b: "1" # why\n', [
        { op: 'replace', path: '/x.io~1a~0b', value: '2' },
      ]),
    ).toBe('x.io/a~b: "2" # why\n');
  });
});
