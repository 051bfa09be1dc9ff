// Runs the suites and sums them up: npm test [-- SUITE [FILTER]]
import { stopAll, stopAllOnSignal } from './childProcess.mjs';
import { Failure, main } from './failure.mjs';
import { install } from './install.mjs';
import { suites } from './suites.mjs';
import { toolchain } from './toolchain.mjs';

await main(async () => {
  stopAllOnSignal();
  const chosen = toolchain();
  const [name, filter] = process.argv.slice(2);
  const wanted = name ? [suiteNamed(name)] : suites;
  install(chosen);
  const total = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const suite of wanted)
      add(total, await runSuite(suite, chosen, filter));
  } finally {
    await stopAll();
  }
  console.log(sum(total));
  return total.failed > 0 ? 1 : 0;
});

function suiteNamed(name) {
  const suite = suites.find(one => one.name === name);
  if (suite) return suite;
  const names = suites.map(one => one.name).join(', ');
  throw new Failure(`There is no suite ${name}. Suites: ${names}`);
}

async function runSuite(suite, chosen, filter) {
  const missing = suite.missing?.();
  if (missing) {
    console.log(`${suite.name}: skipped, ${missing}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const since = Date.now();
  const { output, ...counts } = await suite.run(chosen, filter);
  if (counts.failed > 0 || filter) console.log(output);
  const seconds = Math.round((Date.now() - since) / 1000);
  console.log(`${suite.name}: ${sum(counts)} (${seconds} s)`);
  return counts;
}

function add(total, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
}

function sum({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
