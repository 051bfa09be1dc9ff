/**
 * Figures, not a test: following a cluster of so many Services with ten pods each, as a local HTTP server
 * serves it. Run with `npm run bench:live -- [SERVICES]`.
 */
import { mockServices } from '@backstage/backend-test-utils';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import knexFactory from 'knex';
import { JsonListReader } from '../src/clusters/apiserver/wire/json/jsonList';
import { PostureStore } from '../src/postures/PostureStore';
import { ClusterWatch } from '../src/watch/ClusterWatch';
import type { ClusterReport } from '../src/watch/clusterReport';
import { kubeconfig, ServedFleet, serveFleet } from './serveFleet';

const services = Number(process.argv[2] ?? 10_000);
const CHANGES = 200;

function print(what: string, figure: string): void {
  process.stdout.write(`  ${what.padEnd(56)} ${figure.padStart(12)}\n`);
}

const seconds = (milliseconds: number) =>
  `${(milliseconds / 1000).toFixed(1)} s`;
const ms = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`;
const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];

/** A client that reads all lists and keeps nothing; the second one knows JSON.parse alone. */
async function readLists(
  { port, paths }: ServedFleet,
  read: (response: Response) => Promise<{ continue?: string }>,
): Promise<number> {
  const started = performance.now();
  for (const one of paths) {
    let next: string | undefined;
    do {
      const query = next ? `?limit=500&continue=${next}` : '?limit=500';
      next = (await read(await fetch(`http://127.0.0.1:${port}${one}${query}`)))
        .continue;
    } while (next);
  }
  return performance.now() - started;
}

async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ingress-posture-bench-'));
  const served = await serveFleet(services);
  process.stdout.write(`${services} Services, ${services * 10} Pods\n`);

  const parsed = await readLists(served, async response => {
    const { metadata } = (await response.json()) as {
      metadata: { continue?: string };
    };
    return metadata;
  });
  print('lists, parsed by a bare client', seconds(parsed));
  const scanned = await readLists(served, async response => {
    const reader = new JsonListReader(() => {});
    for await (const chunk of response.body!) reader.push(Buffer.from(chunk));
    return (reader.end() as { metadata: { continue?: string } }).metadata;
  });
  print('lists, item by item', seconds(scanned));

  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: path.join(folder, 'bench.sqlite'),
    useNullAsDefault: true,
  });
  const store = await PostureStore.create({
    database: mockServices.database({ knex, migrations: { skip: false } }),
  });
  let peak = 0;
  let hear: (report: ClusterReport) => void = () => {};
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const watch = new ClusterWatch({
    cluster: {
      name: 'bench',
      source: {
        type: 'kubeconfig',
        options: { path: kubeconfig(folder, served.port) },
      },
    },
    store: {
      stopped: async (_, message) => print('stopped', message),
      apply: async (cluster, report) => {
        await store.apply(cluster, report);
        hear(report);
      },
    },
    logger: mockServices.rootLogger(),
    help: async () => null,
  });

  const started = performance.now();
  delay.enable();
  watch.start();
  await new Promise<void>(resolve => {
    hear = report => report.complete && resolve();
  });
  print(
    'cold sync until all postures are stored',
    seconds(performance.now() - started),
  );
  print("main thread's event-loop delay p99", ms(delay.percentile(99) / 1e6));
  print('largest', ms(delay.max / 1e6));
  print('peak memory of the process', `${Math.round(peak / 2 ** 20)} MB`);

  await new Promise<void>(resolve => {
    let idle = setTimeout(resolve, 5_000);
    hear = ({ remedies }) => {
      if (remedies.length === 0) return;
      clearTimeout(idle);
      idle = setTimeout(resolve, 5_000);
    };
  });
  print(
    'remedies worked out after',
    seconds(performance.now() - started - 5_000),
  );

  const nextPosture = () =>
    new Promise<void>(resolve => {
      hear = ({ changed }) => changed.length > 0 && resolve();
    });
  delay.reset();
  const lags: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const sent = performance.now();
    const stored = nextPosture();
    const url = `http://127.0.0.1:${served.port}/?service=${index * 37}`;
    await fetch(url, { method: 'POST' });
    await Promise.race([
      stored.then(() => lags.push(performance.now() - sent)),
      new Promise(resolve => setTimeout(resolve, 2_000)),
    ]);
  }
  print(`changes that reached a posture, of ${CHANGES}`, String(lags.length));
  print('change to stored posture p50', ms(quantile(lags, 0.5)));
  print('p99', ms(quantile(lags, 0.99)));
  print(
    "main thread's event-loop delay p99 meanwhile",
    ms(delay.percentile(99) / 1e6),
  );

  clearInterval(sampling);
  await watch.stop();
  await knex.destroy();
  served.stop();
  rmSync(folder, { recursive: true });
}

main();
