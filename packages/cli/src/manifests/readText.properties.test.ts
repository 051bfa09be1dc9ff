import fc from 'fast-check';
import { stringify } from 'yaml';
import { dump } from 'js-yaml';
import { parseManifests } from '@ingress-posture/engine';
import { readText } from './readText';
import { parseFast, unusual } from './fastYaml';
import { parseDocument } from 'yaml';

function read(text: string) {
  const objects: unknown[] = [];
  const errors: unknown[] = [];
  readText(text, 'a.yaml', {
    object: object => objects.push(object),
    // The library gives no hints.
    error: ({ message, ...where }) =>
      errors.push({ ...where, message: message.split('; this is')[0] }),
  });
  return { objects, errors };
}

const key = fc.oneof(
  fc.stringMatching(/^[a-z][A-Za-z0-9_./-]{0,12}$/),
  fc.stringMatching(/^[ -~]{1,8}$/),
  fc.constantFrom('null', 'true', '8080', '-1', '1e3', '~', '<<', '__proto__'),
);
const line = fc.oneof(
  fc.stringMatching(/^[ -~]{0,40}$/),
  fc.constantFrom(
    'true',
    'no',
    '0x1f',
    '012',
    '1_000',
    '1e3',
    '.inf',
    '-',
    '- a',
    'a: b',
    'a #b',
    '#',
    '',
    ' ',
    ' a',
    'a ',
    '---',
    '...',
    '{}',
    '[]',
    '"',
    "it's",
    'a\tb',
    '\\',
    '=',
    '<<',
    'null',
    'é',
  ),
);
const text = fc.oneof(
  line,
  fc.array(line, { maxLength: 5 }).map(lines => lines.join('\n')),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
}));
const object = fc.record({
  apiVersion: fc.constant('v1'),
  kind: fc.constantFrom('Pod', 'Service'),
  metadata: fc.record({ name: fc.constantFrom('a', 'b') }),
  spec: value,
});

function byLibrary(written: string) {
  const { objects, errors } = parseManifests(written, 'a.yaml');
  return { objects, errors };
}

const writers: readonly [string, (one: unknown) => string][] = [
  ['yaml', one => stringify(one)],
  ['js-yaml', one => dump(one)],
  ['js-yaml as kubectl writes', one => dump(one, { noArrayIndent: true })],
  ['JSON', one => `${JSON.stringify(one, null, 2)}\n`],
];

describe.each(writers)('what %s writes', (_, write) => {
  it('is read as the library reads it', () => {
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 3 }), objects => {
        const written = objects.map(write).join('---\n');
        expect(read(written)).toEqual(byLibrary(written));
      }),
      { numRuns: 300 },
    );
  });

  it('is read as the library reads it, in a list', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 3 }), items => {
        const written = write({ apiVersion: 'v1', items, kind: 'List' });
        const whole = byLibrary(written);
        const found = read(written);
        // The library gives the whole list up where one item is broken.
        const gist = (one: { errors: readonly unknown[] }) =>
          whole.errors.length > 0 ? one.errors.length > 0 : one;
        expect(gist(found)).toEqual(gist(whole));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the fast reader', () => {
  // Pieces of YAML in any order: most of it is broken, and some of it means something else than it seems.
  const piece = fc.constantFrom(
    'a:',
    'b: 1',
    '- c',
    '- d: e',
    '  f: g',
    '  - h',
    '    i',
    "'j'",
    '"k"',
    '|',
    'l: |',
    'm: >',
    '  n',
    '# o',
    ' ',
    '',
    '- - p',
    'q: [1]',
    'r: {s: t}',
    '&u v',
    '*u',
    'w: "x',
    "y: 'z''",
    'a: |-',
    'a: - b',
    '? a',
    ': b',
    '- ',
    '-',
    'a:b',
    '\tc: d',
    'e: f\t',
    'g: |+',
    'h: i #j',
    'k: l: m',
    '!n o',
    '-  p: q',
    '8: 9',
    "'r': s",
  );
  it('never reads what the library reads in another way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('', '  ', '    '), piece), {
          maxLength: 8,
        }),
        fc.boolean(),
        (pieces, ends) => {
          const written = `${pieces.map(one => one.join('')).join('\n')}${
            ends ? '\n' : ''
          }`;
          const fast = parseFast(written, 0, written.length);
          if (fast === unusual) return;
          const document = parseDocument(written, {
            merge: true,
            prettyErrors: false,
          });
          expect(document.errors).toEqual([]);
          expect(fast).toEqual(document.toJS());
        },
      ),
      { numRuns: 20_000 },
    );
  });
});
