// Every remedy applied as a user would, to whole objects: what was promised comes, and nothing breaks.
import { analyze } from '../posture/analyze';
import type { Remedy, ServicePosture } from '../posture/servicePosture';
import { judgedServices, nameOf } from '../rollout/judgedService';
import type { ClusterState } from '../state/clusterState';
import { demoObjects, stateOf } from '../testing/demo';
import { gridMeshes, gridVendors } from '../testing/gridMeshes';
import { RawCluster } from '../testing/rawCluster';
import { pathNames } from './rejectedPaths';

/** What a remedy says will be, step by step, and what it takes back. */
function promised({ steps, reaches }: Remedy) {
  return {
    postures: steps.map(step => step.after),
    reached: reaches,
    broken: steps.map(() => [] as string[]),
  };
}

/** What comes of it. */
function found(
  objects: readonly unknown[],
  one: ServicePosture,
  remedy: Remedy,
) {
  let now = RawCluster.of(objects);
  const old = rejected(now.state());
  const postures: (string | undefined)[] = [];
  const broken: string[][] = [];
  for (const step of remedy.steps) {
    now = now.apply(step);
    const state = now.state();
    broken.push([...rejected(state)].filter(path => !old.has(path)));
    postures.push(postureOf(state, one));
  }
  return { postures, reached: postures.at(-1), broken };
}

function rejected(state: ClusterState): ReadonlySet<string> {
  return new Set(
    judgedServices(state).flatMap(service =>
      service.paths
        .filter(path => path.posture === 'rejected')
        .flatMap(path => pathNames(nameOf(service), path)),
    ),
  );
}

function postureOf(state: ClusterState, { service }: ServicePosture) {
  return judgedServices(state).find(
    one =>
      one.service.namespace === service.namespace &&
      one.service.name === service.name,
  )?.posture;
}

/** Every proven remedy of a cluster, with what was promised and what came. */
function outcomes(objects: readonly unknown[]) {
  return analyze(stateOf(objects)).flatMap(one =>
    one.remedies
      .filter(({ standing }) => standing === 'proven')
      .map(remedy => ({
        name: `${one.service.namespace}/${one.service.name}: ${remedy.id}`,
        promised: promised(remedy),
        found: found(objects, one, remedy),
      })),
  );
}

describe('every remedy, applied to whole objects by its text alone', () => {
  it('keeps its promise in the demo', () => {
    const all = outcomes(demoObjects());
    expect(all.length).toBeGreaterThan(30);
    for (const { name, promised: said, found: came } of all) {
      expect([name, came]).toEqual([name, said]);
    }
  });

  it.each(gridVendors)('keeps its promise in the grid of %s', vendor => {
    // What PERMISSIVE offers STRICT offers too, and more.
    const strict = gridMeshes(vendor).filter(({ name }) =>
      name.endsWith('STRICT'),
    );
    for (const mesh of strict) {
      for (const { name, promised: said, found: came } of outcomes(
        mesh.objects,
      )) {
        expect([mesh.name, name, came]).toEqual([mesh.name, name, said]);
      }
    }
  });
});
