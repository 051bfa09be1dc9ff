// The grid of vendors on a real kube-apiserver, with the vendors' own schemas.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  analyze,
  analyzeServices,
  ClusterState,
  type Remedy,
  type ServicePosture,
} from '@ingress-posture/engine';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what the engine's own tests play
import {
  gridMeshes,
  gridVendors,
} from '../../packages/engine/src/testing/gridMeshes';
import { define } from './applyManifests';
import { type ControlPlane, startControlPlane } from './controlPlane';
import {
  groupsWithoutSchema,
  publishedDefinitions,
  vendorDefinitions,
} from './customResources';
import { GridCluster } from './GridCluster';
import { KubernetesApi, type KubernetesObject } from './kubernetesApi';
import { manifestFiles, readManifests } from './manifests';
import { isPlayable, takeAndGiveBack } from './takeRemedy';

const grid = path.resolve(__dirname, '../../packages/engine/src/ingress/grid');

describe('the grid of vendors on a real kube-apiserver', () => {
  let controlPlane: ControlPlane;
  let cluster: KubernetesApi;
  let meshes: GridCluster;

  before(async () => {
    controlPlane = await startControlPlane();
    cluster = new KubernetesApi(controlPlane.kubeconfigs.admin);
    meshes = new GridCluster(cluster);
    await define(cluster, vendorDefinitions());
    await meshes.become(readManifests([path.join(grid, 'base.yaml')]));
  });

  after(async () => {
    await controlPlane?.stop();
  });

  it('takes no group for one without schema that has one', () => {
    const published = publishedDefinitions().map(
      ({ spec }) => (spec as { readonly group: string }).group,
    );
    const both = published.filter(group => groupsWithoutSchema[group]);
    assert.deepEqual(both, []);
  });

  for (const vendor of gridVendors) {
    it(`lets every manifest of ${vendor} pass, as strictly as kubectl`, () =>
      pass(vendor));
  }

  for (const vendor of gridVendors) {
    it(`keeps the remedies for ${vendor} to their word`, () =>
      keepTheirWord(vendor));
  }

  async function pass(vendor: string): Promise<void> {
    for (const file of manifestFiles(path.join(grid, vendor))) {
      const objects = readManifests([file]);
      await meshes.haveNamespacesOf(objects);
      for (const object of objects) {
        await assert.doesNotReject(
          cluster.tryToCreate(object),
          `${path.basename(file)}: ${object.kind} ${object.metadata.name}`,
        );
      }
    }
  }

  async function keepTheirWord(vendor: string): Promise<void> {
    const tried = new Set<string>();
    for (const { name, objects } of strictMeshes(vendor)) {
      const [fixture] = name.split(',');
      for (const one of weakIn(objects)) {
        const chosen = worthTrying(fixture, one, tried);
        if (chosen.length > 0) await meshes.become(objects);
        await keepTheirsTo(name, objects, one, chosen);
      }
    }
  }

  async function keepTheirsTo(
    name: string,
    objects: readonly KubernetesObject[],
    one: ServicePosture,
    remedies: readonly Remedy[],
  ): Promise<void> {
    const steps = remedies.flatMap(remedy => remedy.steps);
    const involved = [...objects, ...steps.map(({ object }) => object)];
    const postureNow = async () => {
      const state = await meshes.state(involved);
      return analyzeServices(state, [one.service])[0]?.posture;
    };
    for (const remedy of remedies) {
      await takeAndGiveBack(name, cluster, one, remedy, postureNow);
    }
  }
});

/** What PERMISSIVE offers STRICT offers too, and more. */
function strictMeshes(vendor: string) {
  return gridMeshes(vendor)
    .filter(({ name }) => name.endsWith('STRICT'))
    .map(({ name, objects }) => ({
      name,
      objects: objects as readonly KubernetesObject[],
    }));
}

/** The best remedy for each fixture, and those of a kind that was not tried yet with this vendor. */
function worthTrying(
  fixture: string,
  { remedies }: ServicePosture,
  tried: Set<string>,
): readonly Remedy[] {
  const chosen = remedies
    .filter(isPlayable)
    .filter(
      ({ id }, index) => !tried.has(id) || (index === 0 && !tried.has(fixture)),
    );
  for (const { id } of chosen) tried.add(id);
  tried.add(fixture);
  return chosen;
}

function weakIn(objects: readonly object[]): readonly ServicePosture[] {
  const state = new ClusterState({ name: 'grid' });
  for (const object of objects) state.upsert(object);
  return analyze(state).filter(({ posture }) =>
    ['rejected', 'plaintext'].includes(posture),
  );
}
