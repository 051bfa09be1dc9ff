import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from './__testUtils__/runCli';
import { commands } from './commands/commands';
import { exitCodes } from './usage/exitCodes';

const demo = path.resolve(__dirname, '../../../examples/clusters/demo');
const manifests = [
  'nginx-strict',
  'istio-gateway-strict',
  'chained-gke',
  'ambient-strict',
].map(name => readFileSync(path.join(demo, `${name}.yaml`), 'utf8'));
const answers: readonly number[] = [
  exitCodes.done,
  exitCodes.usage,
  exitCodes.failed,
  exitCodes.partial,
];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
  file = path.join(folder, 'a.yaml');
  await writeFile(file, manifests[0]);
});
afterAll(() => rm(folder, { recursive: true }));
jest.setTimeout(120_000);

/** A text with some of it lost, twice there, or something else. */
const damage = fc.record({
  manifest: fc.constantFrom(...manifests),
  cuts: fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 0, max: 60 }),
      put: fc.oneof(
        fc.constantFrom(
          '',
          '\n',
          '---\n',
          '- ',
          ': ',
          '{',
          '[',
          '"',
          "'",
          '&a ',
          '*a',
          '|',
          '\t',
          '\u0000',
          '  ',
          'null',
          '-1',
          '9e999',
          '<<: ',
          '!!binary ',
        ),
        fc.string({ maxLength: 12 }),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

function damaged({
  manifest,
  cuts,
}: ReturnType<typeof damage.generate>['value']): string {
  return cuts.reduce((text, { at, length, put }) => {
    const start = Math.floor(at * text.length);
    return text.slice(0, start) + put + text.slice(start + length);
  }, manifest);
}

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    ...commands.map(one => one.name),
    ...commands.flatMap(one =>
      Object.keys(one.options).map(flag => `--${flag}`),
    ),
    '-f',
    '-o',
    'json',
    'yaml',
    'sarif',
    'table',
    'junit',
    'FILE',
    '-',
    '--',
    '-o=',
    '--help',
    '--version',
    'nginx-strict/cart',
    'shop/',
    '/',
    '80',
    '-1',
    'http',
    'error',
    'IP0102',
    '__proto__',
    '',
    '*',
  ),
);

describe('whatever it is given, the program answers or says what to change', () => {
  it('to damaged YAML', async () => {
    await fc.assert(
      fc.asyncProperty(
        damage,
        fc.constantFrom('table', 'sarif', 'junit', 'svg', 'markdown'),
        async (one, output) => {
          const { code, err } = await runCli(
            ['analyze', '-f', '-', '-o', output],
            damaged(one),
          );
          expect({ code: answers.includes(code), err }).toEqual({
            code: true,
            err,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('to JSON with anything in it', async () => {
    const object = fc.record({
      apiVersion: fc.constantFrom(
        'v1',
        'apps/v1',
        'batch/v1',
        'networking.k8s.io/v1',
        'gateway.networking.k8s.io/v1',
        'discovery.k8s.io/v1',
      ),
      kind: fc.constantFrom(
        'Pod',
        'Service',
        'Deployment',
        'CronJob',
        'Ingress',
        'Gateway',
        'EndpointSlice',
        'List',
        'PodList',
      ),
      metadata: fc.oneof(
        fc.record({
          name: fc.constantFrom('a', 'b'),
          labels: fc.jsonValue(),
          ownerReferences: fc.jsonValue(),
        }),
        fc.jsonValue(),
      ),
      spec: fc.oneof(
        fc.record({
          replicas: fc.jsonValue(),
          selector: fc.jsonValue(),
          ports: fc.jsonValue(),
          template: fc.record({
            metadata: fc.jsonValue(),
            spec: fc.record({ containers: fc.jsonValue() }),
          }),
        }),
        fc.record({
          template: fc.record({
            spec: fc.record({
              containers: fc.array(
                fc.record({
                  name: fc.jsonValue(),
                  ports: fc.jsonValue(),
                  readinessProbe: fc.jsonValue(),
                }),
                { minLength: 1, maxLength: 2 },
              ),
            }),
          }),
        }),
        fc.jsonValue(),
      ),
      items: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(object, { maxLength: 4 }), async items => {
        const list = { apiVersion: 'v1', kind: 'List', items };
        const { code, err } = await runCli(
          ['analyze', '-f', '-', '-o', 'json'],
          JSON.stringify(list),
        );
        expect({ code: answers.includes(code), err }).toEqual({
          code: true,
          err,
        });
      }),
      { numRuns: 200 },
    );
  });

  it('to odd arguments', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 7 }), async words => {
        const args = words.map(one => (one === 'FILE' ? file : one));
        // No file is written where the tests run.
        fc.pre(!args.some(one => /=|^--write/.test(one)));
        const { code, err } = await runCli(args, manifests[0]);
        expect({ code: answers.includes(code), err }).toEqual({
          code: true,
          err,
        });
      }),
      { numRuns: 400 },
    );
  });

  it('to settings and baselines with anything in them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue().map(one => JSON.stringify(one)),
          fc.string(),
        ),
        fc.constantFrom('--config', '--baseline'),
        async (content, flag) => {
          const odd = path.join(folder, 'odd');
          await writeFile(odd, content);
          const { code, err } = await runCli([
            'analyze',
            '-f',
            file,
            flag,
            odd,
          ]);
          expect({ code: answers.includes(code), err }).toEqual({
            code: true,
            err,
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});
