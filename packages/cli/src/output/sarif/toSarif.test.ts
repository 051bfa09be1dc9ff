import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../__testUtils__/runCli';
import { examplePosture } from '../../__fixtures__/posture';
import { toSarif } from './toSarif';

const schema = createRequire(__filename)(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);
const ajv = addFormats(new Ajv({ strict: false, unicodeRegExp: false }));
const validate = ajv.compile(schema);

interface Result {
  readonly ruleId: string;
  readonly baselineState?: string;
  readonly suppressions?: unknown;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
    readonly logicalLocations: readonly {
      readonly fullyQualifiedName: string;
    }[];
  }[];
}

function resultsOf(sarif: string): readonly Result[] {
  return JSON.parse(sarif).runs[0].results;
}

const shop = `# what the shop runs
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: strict
  namespace: shop
spec:
  mtls:
    mode: STRICT
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: app
          image: cart
          securityContext:
            runAsUser: 1337
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: LoadBalancer
  selector:
    app: cart
  ports:
    - port: 80
      targetPort: 8080
`;

describe('SARIF', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sarif-'));
    await writeFile(path.join(folder, 'shop.yaml'), shop);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('of the demo is valid by the schema of 2.1.0', async () => {
    const demo = path.resolve(
      __dirname,
      '../../../../../examples/clusters/demo',
    );
    const { out } = await runCli(['analyze', '-f', demo, '-o', 'sarif']);
    validate(JSON.parse(out));
    expect(validate.errors ?? []).toEqual([]);
    expect(resultsOf(out).length).toBeGreaterThan(50);
  }, 60_000);

  it('points at the line of the field that a finding was read from', async () => {
    const file = path.join(folder, 'shop.yaml');
    const { out } = await runCli(['analyze', '-f', file, '-o', 'sarif']);
    const lines = new Map(
      resultsOf(out).map(({ ruleId, locations }) => [
        ruleId,
        locations[0].physicalLocation?.region.startLine,
      ]),
    );
    const lineOf = (text: string) =>
      shop.split('\n').findIndex(line => line.includes(text)) + 1;
    // The Service lets clients straight in, with plaintext.
    expect(lines.get('IP0102')).toBe(lineOf('type: LoadBalancer'));
    // The pod was completed: its field stands in the template.
    expect(lines.get('IP0410')).toBe(lineOf('runAsUser: 1337'));
  });

  it('names files from where the program runs, as a repository does', async () => {
    const file = path.relative(process.cwd(), path.join(folder, 'shop.yaml'));
    const { out } = await runCli(['analyze', '-f', file, '-o', 'sarif']);
    const [{ locations }] = resultsOf(out);
    expect(locations[0].physicalLocation?.artifactLocation.uri).toBe(
      file.split(path.sep).join('/'),
    );
  });

  it('calls standard input as no file of a repository is called, in one word', () => {
    const [{ locations }] = resultsOf(
      toSarif([examplePosture()], () => ({ file: 'standard input', line: 7 })),
    );
    expect(locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'stdin' },
      region: { startLine: 7 },
    });
  });

  it('of a live cluster has names in place of files, as GitHub takes no result without one', () => {
    const [{ locations }] = resultsOf(
      toSarif([examplePosture()], () => undefined),
    );
    expect(locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'Service/shop/cart' },
          region: { startLine: 1 },
        },
        logicalLocations: [
          { fullyQualifiedName: 'Service shop/cart', kind: 'resource' },
        ],
      },
    ]);
  });

  it('tells what is new beside a baseline, and what somebody silenced', () => {
    const [finding] = examplePosture().findings;
    const silenced = { reason: 'until March', by: 'Service shop/cart' };
    const posture = examplePosture({
      findings: [finding, { ...finding, silenced }],
    });
    const sarif = toSarif(
      [posture],
      () => undefined,
      new Set(['shop/cart IP0102']),
    );
    validate(JSON.parse(sarif));
    expect(validate.errors ?? []).toEqual([]);
    expect(resultsOf(sarif)).toMatchObject([
      { baselineState: 'unchanged' },
      {
        baselineState: 'new',
        suppressions: [{ kind: 'inSource', justification: 'until March' }],
      },
    ]);
    const prints = resultsOf(sarif).map(one => one.partialFingerprints);
    expect(prints[0]).not.toEqual(prints[1]);
  });
});
