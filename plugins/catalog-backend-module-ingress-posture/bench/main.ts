// What the module costs the catalog: npm run bench:catalog [ENTITIES] [ROUNDS]
// The catalog itself takes most of the time, some 15 ms for a new entity: 10,000 take a quarter of an hour.
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MTLS_POSTURE,
  EntityVerdicts,
  Verdict,
} from '@ingress-posture/plugin-ingress-posture-common';
import catalogModuleIngressPosture from '../src';
import { Catalog, catalogOf, Taken } from './catalogOf';
import { verdictsPlugin } from './verdictsPlugin';

const [count = 10_000, rounds = 8] = process.argv.slice(2).map(Number);
/** Entities of a round: few, so that what else the machine does meets both catalogs alike. */
const atOnce = {
  changed: Math.ceil(count / 10),
  unchanged: Math.ceil(count / 4),
};

/** "× 1.04 (1.01 to 1.08)": the median, and between which values the middle half lies. */
const spread = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.floor((sorted.length - 1) * part)].toFixed(3);
  return `× ${at(0.5)} (${at(0.25)} to ${at(0.75)})`;
};

const print = (line: string) => process.stdout.write(`${line}\n`);

const names = Array.from({ length: count }, (_, index) => `service-${index}`);

/** An entity as discovery in GitHub hands it over, with what people usually write. */
const component = (name: string, description: string): Entity => {
  const repository = `https://github.com/example/${name}`;
  const location = `url:${repository}/blob/main/catalog-info.yaml`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      title: `Service ${name}`,
      description,
      labels: { tier: 'backend', 'cost-center': 'retail' },
      tags: ['java', 'spring', 'kafka'],
      links: [{ url: `${repository}/wiki`, title: 'Runbook', icon: 'docs' }],
      annotations: {
        [ANNOTATION_KUBERNETES_ID]: name,
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        'backstage.io/source-location': `url:${repository}/`,
        'backstage.io/view-url': `${repository}/blob/main/catalog-info.yaml`,
        'backstage.io/edit-url': `${repository}/edit/main/catalog-info.yaml`,
        'backstage.io/techdocs-ref': 'dir:.',
        'github.com/project-slug': `example/${name}`,
        'pagerduty.com/integration-key': name,
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'shop',
      system: 'store',
      providesApis: [`${name}-api`],
      // Of ten one is what the others depend on: one of all would be stitched again for each of them.
      dependsOn: [
        'resource:orders-database',
        `component:${name.slice(0, -1)}0`,
      ],
    },
  };
};

const entities = (description: string, of: readonly string[] = names) =>
  of.map(name => component(name, description));

/** The names whose turn it is in a round of so many. */
const turn = (round: number, many: number) => {
  const from = (round * many) % count;
  return names.slice(from, from + many);
};

const verdicts = (
  of: (index: number) => Verdict['posture'],
): EntityVerdicts => ({
  complete: true,
  items: entities('').map((entity, index) => ({
    entityRef: stringifyEntityRef(entity),
    mode: 'standalone',
    posture: of(index),
  })),
});

interface Catalogs {
  readonly without: Catalog;
  readonly withModule: Catalog;
}

/** Has both catalogs do the same, one after the other; every second time the other one begins. */
async function compare(
  what: keyof typeof atOnce,
  { without, withModule }: Catalogs,
  run: (catalog: Catalog, those: readonly string[]) => Promise<Taken>,
) {
  const factors: Taken[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const those = turn(round, atOnce[what]);
    const order = round % 2 ? [withModule, without] : [without, withModule];
    const took = new Map<Catalog, Taken>();
    for (const catalog of order) took.set(catalog, await run(catalog, those));
    const [plain, extended] = [took.get(without)!, took.get(withModule)!];
    factors.push({
      wall: extended.wall / plain.wall,
      cpu: extended.cpu / plain.cpu,
    });
  }
  print(
    `${rounds} rounds of ${atOnce[what]} ${what} entities, median and middle half:`,
  );
  print(`  CPU  ${spread(factors.map(factor => factor.cpu))}`);
  // The catalog looks for work once in a second, so that this has up to a second more or less.
  print(`  time ${spread(factors.map(factor => factor.wall))}`);
}

async function timed(what: string, run: () => Promise<void>) {
  const since = performance.now();
  await run();
  print(`${what}: ${((performance.now() - since) / 1_000).toFixed(1)} s`);
}

async function main() {
  const stand = verdictsPlugin();
  const without = await catalogOf();
  const withModule = await catalogOf(stand.plugin, catalogModuleIngressPosture);
  const catalogs = { without, withModule };
  await stand.set(verdicts(() => 'plaintext'));

  for (const catalog of [without, withModule]) {
    const { wall } = await catalog.fill(entities('as they came'));
    print(`${count} entities after ${(wall / 1_000).toFixed(1)} s`);
  }
  await withModule.untilAnnotated(ANNOTATION_MTLS_POSTURE, 'plaintext', count);
  let version = 0;
  await compare('changed', catalogs, (catalog, those) => {
    version += 1;
    return catalog.replace(entities(`version ${version}`, those));
  });
  await compare('unchanged', catalogs, (catalog, those) =>
    catalog.processAgain(
      entities('', those).map(entity => stringifyEntityRef(entity)),
    ),
  );
  await timed('One changed verdict is on its entity after', async () => {
    await stand.set(
      verdicts(index => (index === 0 ? 'rejected' : 'plaintext')),
    );
    await withModule.untilAnnotated(ANNOTATION_MTLS_POSTURE, 'rejected', 1);
  });
  await timed(`${count} changed ones after`, async () => {
    await stand.set(verdicts(() => 'enforced'));
    await withModule.untilAnnotated(ANNOTATION_MTLS_POSTURE, 'enforced', count);
  });
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
