import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { UsageError } from '../usage/usageError';
import { describeError, readManifests } from './readManifests';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'read-manifests-'));
});
afterEach(() => rm(folder, { recursive: true }));

const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`;
const noInput = async () => '';

async function put(name: string, content: string): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

async function namesIn(sources: string[], stdin = noInput): Promise<unknown> {
  const names: string[] = [];
  await readManifests(
    sources,
    object =>
      names.push((object as { metadata: { name: string } }).metadata.name),
    { stdin },
  );
  return names;
}

describe('readManifests', () => {
  it('reads a folder and its folders in the order of their names', async () => {
    await put('b.yaml', service('b'));
    await put('a/z.yml', `${service('z1')}---\n${service('z2')}`);
    await put(
      'c.json',
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }),
    );
    await put('README.md', '# not a manifest');
    expect(await namesIn([folder])).toEqual(['z1', 'z2', 'b']);
  });

  it('reads what Windows writes: a mark at the start, ends of lines of its own, UTF-16', async () => {
    const text = `\uFEFF${service('a')}`.replaceAll('\n', '\r\n');
    const utf8 = await put('utf8.yaml', text);
    const utf16 = path.join(folder, 'utf16.yaml');
    await writeFile(utf16, text, 'utf16le');
    const reversed = path.join(folder, 'utf16be.yaml');
    await writeFile(reversed, Buffer.from(text, 'utf16le').swap16());
    expect(await namesIn([utf8, utf16, reversed])).toEqual(['a', 'a', 'a']);
  });

  it('warns of a file without objects beside others, and reads those', async () => {
    const empty = await put('empty.yaml', '# turned off\n---\n');
    const full = await put('full.yaml', service('a'));
    const warn = jest.fn();
    const take = jest.fn();
    await readManifests([empty, full], take, { stdin: noInput, warn });
    expect(take).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls).toEqual([[`${empty} holds no Kubernetes objects`]]);
  });

  it('reads a file once however many documents it has', async () => {
    const file = await put('many.yaml', '---\n'.repeat(200_000) + service('a'));
    expect(await namesIn([file])).toEqual(['a']);
  });

  it('unpacks what gzip packed', async () => {
    const file = path.join(folder, 'a.yaml.gz');
    await writeFile(file, gzipSync(service('a')));
    expect(await namesIn([file])).toEqual(['a']);
  });

  it('passes over names that begin with a dot', async () => {
    await put('a.yaml', service('a'));
    await put('.git/b.yaml', service('b'));
    expect(await namesIn([folder])).toEqual(['a']);
  });

  it('follows links, as a mounted ConfigMap has them', async () => {
    const file = await put('..data/a.yaml', service('a'));
    await symlink(file, path.join(folder, 'a.yaml'));
    expect(await namesIn([folder])).toEqual(['a']);
  });

  it('says of a link that leads nowhere that it is one', async () => {
    await symlink('gone.yaml', path.join(folder, 'a.yaml'));
    await expect(namesIn([folder])).rejects.toThrow(
      /a\.yaml: this link leads nowhere, to gone\.yaml$/,
    );
  });

  it('passes over files that are not meant for Kubernetes', async () => {
    await put('a.yaml', service('a'));
    await put('values.yaml', 'replicas: 2\n');
    expect(await namesIn([folder])).toEqual(['a']);
  });

  it('reads files, and standard input for a dash', async () => {
    const file = await put('a.txt', service('a'));
    const stdin = async () => service('b');
    expect(await namesIn([file, '-'], stdin)).toEqual(['a', 'b']);
  });

  it('reads a source once, even when it is named twice', async () => {
    const file = await put('a.yaml', service('a'));
    expect(await namesIn([file, file])).toEqual(['a']);
  });
});

describe('a kustomization', () => {
  it.each([
    ['patches what it lists', 'resources: [a.yaml]\npatches: [{ path: b }]\n'],
    ['lists what is elsewhere', 'resources:\n  - ../base\n'],
    ['lists it in one line', 'resources: [a.yaml, ../base]\n'],
  ])('that %s is said not to be built', async (_, content) => {
    await put('a.yaml', service('a'));
    const file = await put('kustomization.yaml', content);
    const warn = jest.fn();
    await readManifests([folder], () => {}, { stdin: noInput, warn });
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(`^${file} is not built, .* kustomize build `)],
    ]);
  });

  it('that lists what stands beside it needs no building', async () => {
    await put('a.yaml', service('a'));
    await put('kustomization.yaml', 'resources:\n  - a.yaml\n');
    const warn = jest.fn();
    await readManifests([folder], () => {}, { stdin: noInput, warn });
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('what is broken', () => {
  const read = async (...sources: string[]) => {
    const names: unknown[] = [];
    const errors = await readManifests(
      sources,
      object =>
        names.push((object as { metadata: { name: string } }).metadata.name),
      { stdin: noInput },
    );
    const said = errors.map(one =>
      describeError(one).replaceAll(`${folder}${path.sep}`, ''),
    );
    return { names, said };
  };

  it('is said with file, document and line, and nothing else is lost', async () => {
    await put(
      'shop/cart.yaml',
      `${service('a')}---\nkind: Pod\n  b: c\n---\n${service('b')}`,
    );
    await put('shop/web.yaml', service('c'));
    const { names, said } = await read(path.join(folder, 'shop'));
    expect(names).toEqual(['a', 'b', 'c']);
    expect(said).toEqual([
      expect.stringMatching(/^shop\/cart\.yaml: document 2, line 5: ./),
    ]);
  });

  it('is said to be the head of a Helm chart where it is', async () => {
    const chart = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
    const { said } = await read(await put('Chart.yaml', chart));
    expect(said).toEqual([expect.stringMatching(/give what helm template/)]);
  });

  it('in a list costs no other item of it', async () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata:\n    name: a\n- apiVersion: v1\n  kind: Service\n  kind: Service\n- apiVersion: v1\n  kind: Service\n  metadata:\n    name: b\n`;
    const { names, said } = await read(await put('list.yaml', list));
    expect(names).toEqual(['a', 'b']);
    expect(said).toEqual([
      'list.yaml: document 1, line 10: Map keys must be unique',
    ]);
  });

  it.each([
    [
      'a template that is not rendered',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n{{- if .x }}\n',
      /line \d+: .*; this is a template that is not rendered: give what helm template prints$/,
    ],
    [
      'JSON with comments',
      '{\n  // the cart\n  "apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}\n',
      /: .*; JSON has no comments$/,
    ],
    ['no text', 'PK\u0003\u0004\u0000\u0000', /line 1: this is no text/],
    [
      'tabs',
      'apiVersion: v1\nkind: Service\nmetadata:\n\tname: a\n',
      /line 4: Tabs are not allowed as indentation$/,
    ],
    [
      'YAML that is nested deeper than can be read',
      Array.from(
        { length: 6000 },
        (_, depth) => `${' '.repeat(depth)}a:\n`,
      ).join(''),
      /: nested too deeply to be read$/,
    ],
  ])('says what is the matter with %s', async (_, content, message) => {
    await put('odd/a.yaml', service('a'));
    await put('odd/b.yaml', content);
    const { names, said } = await read(path.join(folder, 'odd'));
    expect(names).toEqual(['a']);
    expect(said).toEqual([expect.stringMatching(message)]);
  });
});

describe('readManifests refuses, in one line,', () => {
  const refusal = async (source: string, stdin = noInput) => {
    const error = await readManifests([source], () => {}, { stdin }).catch(
      e => e,
    );
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).not.toContain('\n');
    return error.message.replaceAll(`${folder}${path.sep}`, '');
  };

  it('a file that is not there', async () => {
    expect(await refusal(path.join(folder, 'gone.yaml'))).toBe(
      'gone.yaml: no such file or folder',
    );
  });

  it('a path through a file', async () => {
    const file = await put('a.yaml', service('a'));
    expect(await refusal(path.join(file, 'b.yaml'))).toBe(
      'a.yaml/b.yaml: no such file or folder',
    );
  });

  it('a folder without manifests', async () => {
    await put('notes/README.md', '# nothing here');
    expect(await refusal(path.join(folder, 'notes'))).toBe(
      'notes holds no manifests: no file in it ends in .yaml, .yml or .json',
    );
  });

  it('manifests without an object', async () => {
    const file = await put('values.yaml', 'replicas: 2\n');
    expect(await refusal(file)).toBe('values.yaml holds no Kubernetes objects');
  });

  it('a list without items, which Go writes as null', async () => {
    const file = await put('list.yaml', 'apiVersion: v1\nkind: List\nitems:\n');
    expect(await refusal(file)).toBe('list.yaml holds no Kubernetes objects');
  });

  it('standard input without an object', async () => {
    expect(await refusal('-')).toBe(
      'standard input holds no Kubernetes objects',
    );
  });
});

describe('an object that no API server would take', () => {
  const unrendered =
    'this is a template that is not rendered: give what helm template prints';
  const manifest = (metadata: string, spec: string = '') =>
    `${service(
      'a',
    )}---\n# Source: shop/templates/service.yaml\napiVersion: v1\nkind: Service\nmetadata: ${metadata}\n${spec}---\n${service(
      'b',
    )}`;

  it.each([
    ['without metadata', '{}', 'this Service has no name'],
    [
      'named by a number',
      '{ name: 8080 }',
      'metadata.name is 8080, and no text: put it between quotes',
    ],
    [
      'in a namespace that is a truth',
      '{ name: c, namespace: true }',
      'metadata.namespace is true, and no text: put it between quotes',
    ],
    ['named by a list', '{ name: [c] }', 'metadata.name is no text'],
    ['named by a template', '{ name: {{ .Values.name }} }', unrendered],
    [
      'named by a template between quotes',
      "{ name: '{{ .Release.Name }}-c' }",
      unrendered,
    ],
  ])(
    '%s, is told with its file, document and line, and not left out in silence',
    async (_, metadata, message) => {
      const file = await put('a.yaml', manifest(metadata));
      const names: unknown[] = [];
      const errors = await readManifests(
        [file],
        object => names.push(Object(object).metadata.name),
        { stdin: noInput },
      );
      expect(names).toEqual(['a', 'b']);
      expect(errors.map(describeError)).toEqual([
        `${file}: document 2, line 5: ${message}`,
      ]);
    },
  );

  it('is told by a template anywhere in it', async () => {
    const file = await put(
      'a.yaml',
      manifest(
        '{ name: c }',
        'spec: { ports: [{ port: {{ .Values.port }} }] }\n',
      ),
    );
    const errors = await readManifests([file], () => {}, { stdin: noInput });
    expect(errors.map(({ message }) => message)).toEqual([unrendered]);
  });

  it('is told by a name that would be lines, or commands to a terminal', async () => {
    const file = await put(
      'a.yaml',
      'apiVersion: v1\nkind: Service\nmetadata: { name: "a\\n::error::b", namespace: shop }\n---\n' +
        'apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: "\\e[2J" }\n',
    );
    const errors = await readManifests([file], () => {}, { stdin: noInput });
    expect(errors.map(({ message }) => message)).toEqual([
      'metadata.name is "a\\n::error::b": no name has blanks or control characters',
      'metadata.namespace is "\\u001b[2J": no name has blanks or control characters',
    ]);
  });

  it('is none without a name that the API server makes up', async () => {
    const file = await put(
      'a.yaml',
      'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: seed- }\n',
    );
    const errors = await readManifests([file], () => {}, { stdin: noInput });
    expect(errors).toEqual([]);
  });

  it('is none for marks of templates in the text of a field', async () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, args: ['{{ .Alerts }}'] }] }\n";
    expect(await namesIn([await put('a.yaml', pod)])).toEqual(['a']);
  });
});
