import fc from 'fast-check';
import { parse, parseDocument, stringify } from 'yaml';
import { mergeIntoYaml } from './mergeIntoYaml';

function merged(text: string, patch: unknown): string {
  const document = parseDocument(text);
  mergeIntoYaml(document, patch);
  return document.toString();
}

/** RFC 7386, chapter 2, word for word. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return patch;
  }
  const result: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? { ...target }
      : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

describe('mergeIntoYaml', () => {
  // RFC 7386, appendix A, as far as objects go.
  it.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
  ])('makes of %s by %s %s', (target, patch, result) => {
    expect(parse(merged(target, JSON.parse(patch)))).toEqual(
      JSON.parse(result),
    );
  });

  const key = fc.constantFrom('a', 'b', 'c', 'annotations');
  const value = fc.letrec(tie => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        '',
        'x',
        'true',
        '1',
        'a: b',
        '# no',
        true,
        false,
        7,
        0.5,
      ),
      fc.array(fc.constantFrom('x', 1, false), { maxLength: 2 }),
      tie('map'),
    ),
    map: fc.dictionary(key, tie('any'), { maxKeys: 3, noNullPrototype: true }),
  }));
  const patch = fc.letrec(tie => ({
    any: fc.oneof(fc.constant(null), value.any, tie('map')),
    map: fc.dictionary(key, tie('any'), { maxKeys: 3, noNullPrototype: true }),
  }));

  it('makes of any objects what the RFC says', () => {
    fc.assert(
      fc.property(value.map, patch.map, (target, change) => {
        expect(parse(merged(stringify(target), change))).toEqual(
          mergePatch(target, change),
        );
      }),
    );
  });

  it('keeps comments, order and quotes', () => {
    const before = `# who may talk to us
kind: PeerAuthentication
metadata:
  name: "default" # one a namespace
spec:
  # until all clients are in the mesh
  mtls:
    mode: PERMISSIVE # not yet
`;
    expect(merged(before, { spec: { mtls: { mode: 'STRICT' } } })).toBe(
      before.replace('PERMISSIVE', 'STRICT'),
    );
  });

  it('turns text into what the patch has, and numbers into text', () => {
    expect(merged(`a: "1"\nb: 1\n`, { a: 1, b: '1' })).toBe(`a: 1\nb: "1"\n`);
  });

  it('does not change what an alias stands for', () => {
    const text = `base: &base { x: 1 }\ncopy: *base\n`;
    expect(parse(merged(text, { copy: { y: 2 } }))).toMatchObject({
      base: { x: 1 },
      copy: { y: 2 },
    });
  });
});

describe('a strategic merge patch', () => {
  const deployment = `spec:
  template:
    spec:
      containers:
        # the one that counts
        - name: proxy
          args: [-a] # few
          image: skipper
        - name: other
`;
  const patchOf = (container: object) => ({
    spec: { template: { spec: { containers: [container] } } },
  });
  const strategic = (container: object) => {
    const document = parseDocument(deployment);
    mergeIntoYaml(document, patchOf(container), 'strategic');
    return document.toString();
  };

  it('changes the container of its name, and leaves its neighbours', () => {
    expect(strategic({ name: 'proxy', args: ['-b', '-a'] })).toBe(
      deployment
        .replace('[-a] # few', '\n            - -b\n            - -a')
        .replace('args: \n', 'args:\n'),
    );
  });

  it('takes a field of it away', () => {
    expect(strategic({ name: 'proxy', args: null })).not.toContain('args');
  });

  it('adds a container that is not there', () => {
    expect(strategic({ name: 'new' })).toContain('- name: new');
  });
});
