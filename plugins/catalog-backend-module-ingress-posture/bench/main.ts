// What the module costs the catalog: npm run bench:catalog [ENTITIES] [ROUNDS]
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

const [count = 10_000, rounds = 5] = process.argv.slice(2).map(Number);

const seconds = ({ wall, cpu }: Taken) =>
  `${(wall / 1_000).toFixed(2)} s (CPU ${(cpu / 1_000).toFixed(2)} s)`;

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(3);

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
      dependsOn: ['resource:orders-database', 'component:service-0'],
    },
  };
};

const entities = (description: string) =>
  names.map(name => component(name, description));

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
  what: string,
  { without, withModule }: Catalogs,
  run: (catalog: Catalog, round: number) => Promise<Taken>,
) {
  const factors: Taken[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 ? [withModule, without] : [without, withModule];
    const took = new Map<Catalog, Taken>();
    for (const catalog of order) took.set(catalog, await run(catalog, round));
    const [plain, extended] = [took.get(without)!, took.get(withModule)!];
    const factor = {
      wall: extended.wall / plain.wall,
      cpu: extended.cpu / plain.cpu,
    };
    factors.push(factor);
    print(`  without ${seconds(plain)}, with ${seconds(extended)}`);
  }
  const wall = median(factors.map(factor => factor.wall));
  const cpu = median(factors.map(factor => factor.cpu));
  print(`${what}: × ${wall} (CPU × ${cpu}), the median of ${rounds} rounds`);
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

  await compare('Changed entities', catalogs, (catalog, round) =>
    catalog.provide(entities(`round ${round}`)),
  );
  await withModule.untilAnnotated(ANNOTATION_MTLS_POSTURE, 'plaintext', count);
  await compare('Unchanged entities', catalogs, catalog =>
    catalog.processAgain(),
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
