/**
 * Figures, not a test: what `analyze` takes for a generated cluster, as a program of its own, next to what reading
 * the same file takes alone: js-yaml's loadAll for YAML, JSON.parse for JSON. Run with `npm run bench:cli -- [SERVICES
 * …]`; 1,000 and 3,000 unless told otherwise. The heap is Node's default one.
 */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dump } from 'js-yaml';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the same clusters as the engine's bench
import { fleet } from '../../engine/bench/fleet';

/** The programs, bundled by scripts/benchCli.mjs: the command line, and what reads a file and does nothing with it. */
const [program, reader, ...sizes] = process.argv.slice(2);
const runs = 5;

interface Format {
  readonly name: string;
  readonly bound: number;
  readonly head: string;
  readonly tail: string;
  readonly between: string;
  readonly write: (object: unknown) => string;
}

const formats: readonly Format[] = [
  {
    name: 'yaml',
    bound: 1.5,
    head: '',
    tail: '',
    between: '---\n',
    write: object => dump(object, { noArrayIndent: true, lineWidth: -1 }),
  },
  {
    name: 'json',
    bound: 2,
    head: '{"apiVersion":"v1","kind":"List","items":[',
    tail: ']}',
    between: ',',
    write: object => JSON.stringify(object),
  },
];

function writeFleet(file: string, services: number, format: Format): void {
  const out = openSync(file, 'w');
  writeSync(out, format.head);
  let isFirst = true;
  for (const object of fleet(services)) {
    writeSync(out, `${isFirst ? '' : format.between}${format.write(object)}`);
    isFirst = false;
  }
  writeSync(out, format.tail);
  closeSync(out);
}

/**
 * The shortest of some runs of each, in ms: what else the machine did is in the longer ones. They take turns, so
 * that it does the same to both.
 */
function shortest(...of: readonly (() => number)[]): readonly number[] {
  const rounds = Array.from({ length: runs }, () => of.map(run => run()));
  return of.map((_, index) => Math.min(...rounds.map(round => round[index])));
}

function alone(file: string): number {
  return Number(output([reader, file]));
}

function analyzed(file: string): number {
  const began = performance.now();
  output([program, 'analyze', '-f', file]);
  return performance.now() - began;
}

function output(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (status === 0) return stdout;
  throw new Error(
    `${args.join(' ')} ended with ${status}: ${stderr.slice(-2000)}`,
  );
}

function print(what: string, figure: string): void {
  process.stdout.write(`  ${what.padEnd(36)} ${figure.padStart(12)}\n`);
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

const folder = mkdtempSync(path.join(tmpdir(), 'bench-cli-'));
try {
  for (const services of (sizes.length > 0 ? sizes : ['1000', '3000']).map(
    Number,
  )) {
    for (const format of formats) {
      const file = path.join(folder, `fleet.${format.name}`);
      writeFleet(file, services, format);
      const bytes = statSync(file).size / 2 ** 20;
      process.stdout.write(
        `${services} services as ${format.name}, ${bytes.toFixed(0)} MiB\n`,
      );
      const [base, whole] = shortest(
        () => alone(file),
        () => analyzed(file),
      );
      print(
        format.name === 'yaml' ? "js-yaml's loadAll alone" : 'JSON.parse alone',
        ms(base),
      );
      print('analyze, the whole program', ms(whole));
      print(
        `of it (at most ${format.bound} x)`,
        `${(whole / base).toFixed(2)} x`,
      );
      rmSync(file);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
