import { parseManifests } from './parseManifests';

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
});
const podYaml = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

describe('parseManifests returns the objects of', () => {
  it.each([
    ['one document', podYaml('a'), [pod('a')]],
    [
      'several documents',
      `${podYaml('a')}---\n${podYaml('b')}`,
      [pod('a'), pod('b')],
    ],
    [
      'documents between empty ones',
      `---\n---\n${podYaml('a')}---\n# end\n`,
      [pod('a')],
    ],
    ['an empty file', '', []],
    ['a file of comments', '# nothing yet\n', []],
    ['a JSON file', JSON.stringify(pod('a'), null, '\t'), [pod('a')]],
    [
      'a list',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [pod('a'), pod('b')],
      }),
      [pod('a'), pod('b')],
    ],
    [
      'a typed list, whose items do not say what they are',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'PodList',
        items: [{ metadata: { name: 'a' } }],
      }),
      [pod('a')],
    ],
    [
      'anchors and merge keys',
      `base: &base\n  name: a\napiVersion: v1\nkind: Pod\nmetadata:\n  <<: *base\n`,
      [{ base: { name: 'a' }, ...pod('a') }],
    ],
  ])('%s', (_, content, objects) => {
    expect(parseManifests(content, 'cart.yaml')).toMatchObject({
      objects,
      errors: [],
    });
  });

  it('says on which line each begins', () => {
    const content = `# ours\n${podYaml('a')}---\n# theirs\n${podYaml('b')}`;
    expect(parseManifests(content, 'cart.yaml').lines).toEqual([2, 8]);
  });

  it('a file that is not meant for Kubernetes as none', () => {
    expect(parseManifests('replicas: 2\n', 'values.yaml')).toEqual({
      objects: [],
      lines: [],
      errors: [],
    });
  });

  it('a kind that merely ends like a list as it is', () => {
    const object = { apiVersion: 'example.com/v1', kind: 'AllowList' };
    expect(parseManifests(JSON.stringify(object), 'a.json').objects).toEqual([
      object,
    ]);
  });
});

describe('parseManifests says file, document and line of', () => {
  it.each([
    [
      'broken YAML in a later document',
      `${podYaml('a')}---\nkind: Pod\nmetadata: [1\n`,
      { document: 2, line: 8, message: expect.stringContaining('must be') },
    ],
    [
      'broken JSON',
      '{\n "kind": "Pod",\n "metadata": {\n',
      {
        document: 1,
        line: 4,
        message: expect.stringContaining('end with a }'),
      },
    ],
    [
      'a key that is there twice',
      'kind: Pod\nkind: Service\n',
      { document: 1, line: 2, message: 'Map keys must be unique' },
    ],
    [
      'an alias without its anchor',
      '# pods\nkind: Pod\napiVersion: v1\nmetadata: *gone\n',
      { document: 1, line: 2, message: expect.stringContaining('gone') },
    ],
    [
      'text that is no object',
      `${podYaml('a')}---\n\nhello\n`,
      {
        document: 2,
        line: 7,
        message: 'expected a Kubernetes object, a mapping',
      },
    ],
    [
      'an anchor that contains itself, as it can be no JSON',
      `${podYaml(
        'a',
      )}---\napiVersion: v1\nkind: Pod\nspec: &all\n  containers:\n    - image: *all\n`,
      {
        document: 2,
        line: 10,
        message: "Anchor 'all' contains itself",
      },
    ],
    [
      'an object without a kind',
      'apiVersion: v1\nmetadata: {}\n',
      { document: 1, line: 1, message: 'a Kubernetes object needs a kind' },
    ],
    [
      'an object without an apiVersion',
      'kind: Pod\n',
      { document: 1, line: 1, message: 'Pod needs an apiVersion' },
    ],
    [
      'a List whose items are none',
      'apiVersion: v1\nkind: List\nitems: {}\n',
      {
        document: 1,
        line: 1,
        message: 'a List needs items, a list of objects',
      },
    ],
    [
      'what is nested too deeply',
      `kind: Pod\nspec: ${'{a: '.repeat(20_000)}${'}'.repeat(20_000)}\n`,
      { document: 1, line: 2, message: 'nested too deeply to be read' },
    ],
  ])('%s', (_, content, error) => {
    expect(parseManifests(content, 'shop/cart.yaml').errors).toEqual([
      { file: 'shop/cart.yaml', ...error },
    ]);
  });

  it('no anchor that is set anew within itself', () => {
    const content = 'apiVersion: v1\nkind: Pod\nspec: &a { x: &a 1, y: *a }\n';
    expect(parseManifests(content, 'cart.yaml')).toMatchObject({
      objects: [{ spec: { x: 1, y: 1 } }],
      errors: [],
    });
  });

  it('a broken document, and still reads the others', () => {
    const content = `${podYaml('a')}---\na: b: c\n---\n${podYaml('b')}`;
    const { objects, errors } = parseManifests(content, 'cart.yaml');
    expect(objects).toEqual([pod('a'), pod('b')]);
    expect(errors).toHaveLength(1);
  });
});
