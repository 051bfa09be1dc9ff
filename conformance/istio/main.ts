// Compares the engine with what Istio's own control plane said: npm run conformance -- FILE…
import { readMeshes } from './meshFile';
import { judge, Disagreement, kindsOfQueries } from './judge';
import { meshName, sortByDefects, Sorted } from './istioDefects';

const shown = 20;
const list = 'conformance/istio/istioDefects.ts';

function main(files: readonly string[]): number {
  if (files.length === 0) {
    process.stderr.write(
      'usage: npm run conformance -- FILE… (.jsonl or .jsonl.gz)\n',
    );
    return 2;
  }
  const totals = new Map(
    kindsOfQueries.map(kind => [kind as string, { passed: 0, failed: 0 }]),
  );
  const disagreements: Disagreement[] = [];
  const asked = new Set<string>();
  try {
    for (const file of files) {
      for (const mesh of readMeshes(file)) {
        asked.add(meshName(mesh));
        for (const { kind, disagreement } of judge(mesh)) {
          const total = totals.get(kind) ?? { passed: 0, failed: 0 };
          totals.set(kind, total);
          total[disagreement ? 'failed' : 'passed'] += 1;
          if (disagreement) disagreements.push(disagreement);
        }
      }
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
  const sorted = sortByDefects(disagreements, asked);
  report(sorted, totals);
  return sorted.open.length + sorted.settled.length > 0 ? 1 : 0;
}

function report(
  { open, listed, settled }: Sorted,
  totals: ReadonlyMap<string, { passed: number; failed: number }>,
): void {
  for (const one of open.slice(0, shown)) {
    print(`seed ${one.seed} ${one.query}`);
    print(`  expected ${one.expected}`);
    print(`  got      ${one.got}`);
    print(`  Istio    ${one.why}`);
  }
  for (const one of listed) {
    print(`seed ${one.seed} ${one.id}: a defect of Istio's, in ${list}`);
  }
  for (const one of settled) {
    print(`seed ${one.seed} ${one.query}: agrees now, take it out of ${list}`);
  }
  const sum = { passed: 0, failed: 0 };
  for (const [kind, { passed, failed }] of totals) {
    sum.passed += passed;
    sum.failed += failed;
    const all = passed + failed;
    if (all > 0)
      print(
        `${kind}: ${passed} of ${all} agree (${((100 * passed) / all).toFixed(
          2,
        )} %)`,
      );
  }
  print(`${sum.passed} passed, ${sum.failed} failed`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main(process.argv.slice(2));
