/**
 * Figures, not a test: what the engine takes for clusters of some sizes, next to what JSON.parse alone
 * takes for the same objects. Run with `npm run bench -- [SERVICES …]`; 1,000, 3,000 and 10,000 unless
 * told otherwise.
 */
import { Analysis, ClusterState, previewStrict } from '../src';
import { altered, changedKinds, sharedKinds } from './changes';
import { fleet } from './fleet';
import type { Manifest } from './manifest';
import { seeded } from './random';

const pageSize = 500;
const changes = 1000;
const samples = 100;

function* pages(services: number): Iterable<string> {
  let page: Manifest[] = [];
  for (const object of fleet(services)) {
    page.push(object);
    if (page.length < pageSize) continue;
    yield JSON.stringify(page);
    page = [];
  }
  if (page.length > 0) yield JSON.stringify(page);
}

function print(what: string, figure: string): void {
  process.stdout.write(`  ${what.padEnd(48)} ${figure.padStart(14)}\n`);
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

function timed<T>(work: () => T): {
  readonly result: T;
  readonly took: number;
} {
  const start = performance.now();
  const result = work();
  return { result, took: performance.now() - start };
}

function heap(): number {
  (global as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

interface Loaded {
  readonly state: ClusterState;
  readonly parse: number;
  readonly load: number;
  readonly bytes: number;
  readonly pods: number;
}

function load(services: number): Loaded {
  const state = new ClusterState({ name: 'bench' });
  let [parse, taking, bytes, pods] = [0, 0, 0, 0];
  for (const page of pages(services)) {
    bytes += page.length;
    const parsed = timed((): readonly Manifest[] => JSON.parse(page));
    parse += parsed.took;
    taking += timed(() => {
      for (const one of parsed.result) state.upsert(one);
    }).took;
    pods += parsed.result.filter(one => one.kind === 'Pod').length;
  }
  return { state, parse, load: taking, bytes, pods };
}

/** A fair choice of some objects of each kind, to change. */
function samplesOf(services: number): ReadonlyMap<string, readonly Manifest[]> {
  const byKind = new Map<string, Manifest[]>();
  const seen = new Map<string, number>();
  const random = seeded(3);
  for (const object of fleet(services)) {
    const count = (seen.get(object.kind) ?? 0) + 1;
    seen.set(object.kind, count);
    const chosen = byKind.get(object.kind) ?? [];
    byKind.set(object.kind, chosen);
    const place =
      count <= samples ? chosen.length : Math.floor(random() * count);
    if (place < samples) chosen[place] = object;
  }
  return byKind;
}

type Times = ReadonlyMap<string, readonly number[]>;

function change(
  analysis: Analysis,
  state: ClusterState,
  chosen: ReadonlyMap<string, readonly Manifest[]>,
  kinds: readonly string[],
  count: number,
): Times {
  const random = seeded(2);
  const took = new Map<string, number[]>();
  for (let turn = 1; turn <= count; turn += 1) {
    const kind = kinds[Math.floor(random() * kinds.length)];
    const objects = chosen.get(kind) ?? [];
    const object = objects[Math.floor(random() * objects.length)];
    const next = altered(object, turn);
    const one = timed(() => {
      state.upsert(next);
      return analysis.refresh();
    });
    took.set(kind, [...(took.get(kind) ?? []), one.took]);
  }
  return took;
}

function printTimes(what: string, took: Times): void {
  const quantiles = (times: readonly number[]) => {
    if (times.length === 0) return 'none';
    const sorted = [...times].sort((a, b) => a - b);
    return `${ms(quantile(sorted, 0.5))}, ${ms(quantile(sorted, 0.99))}`;
  };
  print(`${what}: p50, p99`, quantiles([...took.values()].flat()));
  if (took.size < 2) return;
  for (const [kind, times] of took) print(`  ${kind}`, quantiles(times));
}

function bench(services: number): void {
  process.stdout.write(`${services} services with ten pods each\n`);
  const before = heap();
  const loaded = load(services);
  const { state, parse, load: taking, bytes, pods } = loaded;
  const kept = heap() - before;
  print('bytes of JSON', `${(bytes / 2 ** 20).toFixed(0)} MiB`);
  print('JSON.parse', ms(parse));
  print('take every object into the state', ms(taking));
  const analysis = new Analysis(state);
  const first = timed(() => analysis.refresh());
  print(`analyze ${first.result.judged.length} services`, ms(first.took));
  print(
    'take and analyze, of JSON.parse',
    `${((taking + first.took) / parse).toFixed(2)} x`,
  );
  print('heap kept, by pod', `${(kept / pods / 1024).toFixed(2)} KiB`);
  const weak = first.result.judged
    .filter(one => ['rejected', 'plaintext'].includes(one.posture))
    .slice(0, 50)
    .map(one => one.service);
  print(
    'heap kept with the analysis, by pod',
    `${((heap() - before) / pods / 1024).toFixed(2)} KiB`,
  );
  const chosen = samplesOf(services);
  printTimes(
    'one object changes',
    change(analysis, state, chosen, changedKinds, changes),
  );
  printTimes(
    'one that concerns nearly all services',
    change(analysis, state, chosen, sharedKinds, sharedKinds.length * 3),
  );
  const { judged } = first.result;
  const preview = timed(() =>
    previewStrict(state, { kind: 'mesh' }, { judged, remedies: false }),
  );
  print(
    `STRICT preview of the mesh (${preview.result.breaks.length} would break)`,
    ms(preview.took),
  );
  const ways = new Map([
    ['first', weak.slice(0, 1)],
    ['later', weak.slice(1)],
  ]);
  for (const [which, keys] of ways) {
    const times = keys.map(key => timed(() => analysis.remedies(key)).took);
    printTimes(`remedies of a service, ${which}`, new Map([['', times]]));
  }
}

const sizes = process.argv.slice(2).map(Number);
if (sizes.some(size => !Number.isInteger(size) || size < 1)) {
  process.stderr.write('bench: SERVICES must be whole numbers above 0\n');
  process.exit(2);
}
for (const size of sizes.length > 0 ? sizes : [1000, 3000, 10_000]) bench(size);
