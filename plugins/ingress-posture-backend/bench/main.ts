/**
 * Figures, not a test: following a cluster of so many Services with ten pods each, as a local HTTP server
 * serves it, as protobuf and JSON. Run with `npm run bench:live -- [SERVICES [MINUTES]]`: it waits so long, five
 * minutes unless told otherwise, for all remedies. Needs Go, whose modules say how Kubernetes writes protobuf.
 */
import { mockServices } from '@backstage/backend-test-utils';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory from 'knex';
import { jsonForm } from '../src/clusters/apiserver/wire/json/jsonForm';
import { protobufForm } from '../src/clusters/apiserver/wire/protobuf/protobufForm';
import { PostureStore } from '../src/postures/PostureStore';
import { ClusterWatch } from '../src/watch/ClusterWatch';
import type { ClusterReport } from '../src/watch/clusterReport';
import { parseJson, readObjects } from './readLists';
import { kubeconfig, ServedFleet, serveFleet } from './serveFleet';

const services = Number(process.argv[2] ?? 10_000);
const LONGEST_WAIT_MS = Number(process.argv[3] ?? 5) * 60_000;
const CHANGES = 200;
const PROGRESS = 50;
const LONGEST_GAP_MS = 500;
// Remedies come in batches; after so long without one, there are no more.
const IDLE_MS = 20_000;

function print(what: string, figure: string): void {
  process.stdout.write(`  ${what.padEnd(60)} ${figure.padStart(12)}\n`);
}

const seconds = (milliseconds: number) =>
  `${(milliseconds / 1000).toFixed(1)} s`;
const ms = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`;
const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;

/** Hands each report that was stored to whoever listens at that time. */
class Reports {
  #hear: (report: ClusterReport) => void = () => {};

  stored(report: ClusterReport): void {
    this.#hear(report);
  }

  /** Resolves at the first report for which this is so. */
  async next(isSo: (report: ClusterReport) => boolean): Promise<ClusterReport> {
    return new Promise(resolve => {
      this.#hear = report => isSo(report) && resolve(report);
    });
  }

  /** Hears every report until none has come for so long, or the patience ends: false then. */
  async quiet(
    milliseconds: number,
    patience: number,
    counts: (report: ClusterReport) => boolean,
  ): Promise<boolean> {
    return new Promise(resolve => {
      const end = setTimeout(() => resolve(false), patience);
      const quiet = () => {
        clearTimeout(end);
        resolve(true);
      };
      let idle = setTimeout(quiet, milliseconds);
      this.#hear = report => {
        if (!counts(report)) return;
        clearTimeout(idle);
        idle = setTimeout(quiet, milliseconds);
      };
    });
  }
}

const delay = monitorEventLoopDelay({ resolution: 5 });

function printDelay(when: string): void {
  print(
    `main thread's event-loop delay p99, ${when}`,
    ms(delay.percentile(99) / 1e6),
  );
  print('largest', ms(delay.max / 1e6));
  delay.reset();
}

/** Changes a Service; answers with its names. */
async function change(
  { port }: ServedFleet,
  index: number,
): Promise<{ namespace: string; name: string }> {
  const url = `http://127.0.0.1:${port}/?service=${index}`;
  const answer = await fetch(url, { method: 'POST' });
  return (await answer.json()) as { namespace: string; name: string };
}

/**
 * Changes Services at random moments, one after the other, each until its new posture can be read from
 * the database.
 */
async function measureChanges(
  served: ServedFleet,
  reports: Reports,
  store: PostureStore,
  when: string,
): Promise<void> {
  const lags: number[] = [];
  const analyses: number[] = [];
  for (let index = 1; index <= CHANGES; index += 1) {
    await sleep(Math.random() * LONGEST_GAP_MS);
    const sent = performance.now();
    const stored = reports.next(({ changed }) => changed.length > 0);
    const changed = await change(served, index * 37);
    const report = await Promise.race([stored, sleep(5_000)]);
    if (!report) continue;
    await store.get({ cluster: 'bench', ...changed }, 'all');
    lags.push(performance.now() - sent);
    analyses.push(report.status?.activity?.analysisMs ?? NaN);
    if (index % PROGRESS === 0) {
      print(`after ${index} changes, p50`, ms(quantile(lags, 0.5)));
    }
  }
  print(
    `changes, ${when}, that reached a posture`,
    `${lags.length}/${CHANGES}`,
  );
  print(
    'change until its posture is read from the database, p50',
    ms(quantile(lags, 0.5)),
  );
  print('p99', ms(quantile(lags, 0.99)));
  print('of which the analysis, p50', ms(quantile(analyses, 0.5)));
  print('p99', ms(quantile(analyses, 0.99)));
  printDelay('meanwhile');
}

/**
 * The first Service is the edge's own: it is in the evidence of all that is behind it, whose postures stay the
 * same: the one of another Service, in the same batch, shows when all of them were judged again.
 */
async function measureEdge(served: ServedFleet, reports: Reports) {
  const sent = performance.now();
  let count = 0;
  const stored = reports.next(({ changed, status }) => {
    count += changed.length;
    return count > 0 && status !== null;
  });
  await change(served, 0);
  await change(served, 37);
  await stored;
  print(
    `change of an edge until ${count} posture that changed is stored`,
    ms(performance.now() - sent),
  );
  printDelay('meanwhile');
}

async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ingress-posture-bench-'));
  const served = await serveFleet(services);
  process.stdout.write(
    `${services} Services, ${
      services * 10
    } Pods, from a local server of recorded objects\n`,
  );
  const { contentType: json } = jsonForm;
  const both = [protobufForm.contentType, json].join();
  print(
    'lists of JSON, parsed by a bare client',
    seconds(await parseJson(served)),
  );
  print(
    'lists of JSON, object by object',
    seconds(await readObjects(served, json)),
  );
  print(
    'lists with protobuf, object by object',
    seconds(await readObjects(served, both)),
  );

  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: path.join(folder, 'bench.sqlite'),
    useNullAsDefault: true,
  });
  const store = await PostureStore.create({
    database: mockServices.database({ knex, migrations: { skip: false } }),
  });
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const reports = new Reports();
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
        reports.stored(report);
      },
    },
    logger: mockServices.rootLogger(),
    help: async () => null,
  });

  const started = performance.now();
  delay.enable();
  watch.start();
  await reports.next(({ complete }) => complete !== null);
  print(
    'cold sync until all postures are stored',
    seconds(performance.now() - started),
  );
  print('peak memory of the process', `${Math.round(peak / 2 ** 20)} MB`);
  printDelay('meanwhile');
  await measureChanges(served, reports, store, 'while remedies are worked out');
  let remedied = 0;
  const isAll = await reports.quiet(
    IDLE_MS,
    LONGEST_WAIT_MS,
    ({ remedies }) => {
      const before = remedied;
      remedied += remedies.length;
      if (Math.floor(remedied / 1_000) > Math.floor(before / 1_000)) {
        print(
          `remedies of ${remedied} more services are stored after`,
          seconds(performance.now() - started),
        );
      }
      return remedies.length > 0;
    },
  );
  print(
    isAll ? 'all remedies are stored after' : 'remedies still missing after',
    seconds(performance.now() - started - (isAll ? IDLE_MS : 0)),
  );
  delay.reset();
  await measureChanges(served, reports, store, 'afterwards');
  await measureEdge(served, reports);

  clearInterval(sampling);
  await watch.stop();
  await knex.destroy();
  served.stop();
  rmSync(folder, { recursive: true });
}

main();
