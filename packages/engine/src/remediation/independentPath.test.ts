// Every remedy applied as a user would, to whole objects: what was promised comes, nothing breaks, nothing is
// lost, and taken back it leaves everything as it was.
import { analyze } from '../posture/analyze';
import type { Remedy, ServicePosture } from '../posture/servicePosture';
import { judgedServices, nameOf } from '../rollout/judgedService';
import type { ClusterState } from '../state/clusterState';
import { kinds } from '../state/kinds';
import type { KubeObject } from '../state/meta';
import { demoObjects, fleetObjects, stateOf } from '../testing/demo';
import { givenMeshes } from '../testing/givenMeshes';
import { gridMeshes, gridVendors } from '../testing/gridMeshes';
import { RawCluster } from '../testing/rawCluster';
import { pathNames } from './rejectedPaths';

/** What a remedy says will be, step by step, and what it takes back. */
function promised({ steps, reaches }: Remedy) {
  return {
    postures: steps.map(step => step.after),
    reached: reaches,
    broken: steps.map(() => [] as string[]),
    lost: [] as string[],
    left: [] as string[],
  };
}

/** What comes of it. */
function found(
  objects: readonly unknown[],
  one: ServicePosture,
  remedy: Remedy,
) {
  const stages = [RawCluster.of(objects)];
  const before = stages[0].state();
  const old = rejected(before);
  const postures: (string | undefined)[] = [];
  const broken: string[][] = [];
  for (const step of remedy.steps) {
    const now = stages[stages.length - 1].apply(step);
    stages.push(now);
    const state = now.state();
    broken.push([...rejected(state)].filter(path => !old.has(path)));
    postures.push(postureOf(state, one));
  }
  const after = stages[stages.length - 1];
  const rules = rulesOf(after.state());
  const lost = [...rulesOf(before)].filter(rule => !rules.has(rule));
  const undone = remedy.steps.reduceRight(
    (now, step, index) => now.undo(step, stages[index]),
    after,
  );
  const left = differing(before, undone.state());
  return { postures, reached: postures.at(-1), broken, lost, left };
}

/** Hosts and paths of all services, but for node ports, which a remedy may close. */
function rulesOf(state: ClusterState): ReadonlySet<string> {
  return new Set(
    judgedServices(state).flatMap(service =>
      service.paths
        .filter(({ edge }) => edge.kind !== 'NodePort')
        .map(({ route }) =>
          JSON.stringify([nameOf(service), route.host, route.path]),
        ),
    ),
  );
}

/** Objects that are not what they were; pods are made anew, whatever is taken back. */
function differing(before: ClusterState, now: ClusterState): string[] {
  return kinds
    .filter(({ kind }) => kind !== 'Pod')
    .flatMap(kind => {
      const was = new Map(
        before.list(kind).map(one => [keyOf(one), bare(one)]),
      );
      const is = new Map(now.list(kind).map(one => [keyOf(one), bare(one)]));
      return [...new Set([...was.keys(), ...is.keys()])]
        .filter(key => was.get(key) !== is.get(key))
        .map(key => `${kind.kind} ${key}`);
    });
}

function keyOf({ meta: { namespace, name } }: KubeObject): string {
  return `${namespace}/${name}`;
}

function bare({ meta, ...rest }: KubeObject): string {
  const { labels, annotations } = meta;
  const sorted = [labels, annotations].map(one => Object.entries(one).sort());
  return JSON.stringify([sorted, rest]);
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

/** Every proven remedy of a cluster, or some, with what was promised and what came. */
function outcomes(
  objects: readonly unknown[],
  takes: (remedy: Remedy) => boolean = () => true,
) {
  return analyze(stateOf(objects)).flatMap(one =>
    one.remedies
      .filter(remedy => remedy.standing === 'proven' && takes(remedy))
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

  it('keeps its promise in the fleet, one of each way', () => {
    const seen = new Set<string>();
    const isNew = ({ id }: Remedy) => {
      const [way] = id.split(/-(?=[A-Z])/);
      return seen.size < seen.add(way).size;
    };
    const all = outcomes(fleetObjects(), isNew);
    expect(all.length).toBeGreaterThan(10);
    for (const { name, promised: said, found: came } of all) {
      expect([name, came]).toEqual([name, said]);
    }
  });

  it.each(gridVendors)('keeps its promise in the grid of %s', vendor => {
    const meshes = gridMeshes(vendor);
    // What PERMISSIVE offers STRICT mostly offers too: a few of those will do.
    const tried = meshes.filter(
      ({ name }, index) => name.endsWith('STRICT') || index % 8 === 0,
    );
    for (const mesh of tried) {
      for (const { name, promised: said, found: came } of outcomes(
        mesh.objects,
      )) {
        expect([mesh.name, name, came]).toEqual([mesh.name, name, said]);
      }
    }
  });

  it.each(['sidecar-1', 'gateway-1', 'gatewayapi-1', 'ambient-1', 'capture-1'])(
    'keeps its promise in meshes that were drawn at random (%s)',
    file => {
      const all = givenMeshes(file, 10).flatMap(({ objects }) =>
        outcomes(objects),
      );
      expect(all.length).toBeGreaterThan(0);
      for (const { name, promised: said, found: came } of all) {
        expect([file, name, came]).toEqual([file, name, said]);
      }
    },
  );
});

/** Services that are rejected or plaintext, and of which nothing is said. */
function mute(objects: readonly unknown[]): readonly string[] {
  return analyze(stateOf(objects))
    .filter(({ posture }) => ['rejected', 'plaintext'].includes(posture))
    .filter(({ remedies }) => remedies.length === 0)
    .map(({ service }) => `${service.namespace}/${service.name}`);
}

describe('what is rejected or plaintext', () => {
  it.each([
    ['demo', demoObjects],
    ['fleet', fleetObjects],
  ])('has a way out, or a word on it, in the %s', (_, objects) => {
    expect(mute(objects())).toEqual([]);
  });

  it.each(gridVendors)('has a way out, or a word on it, with %s', vendor => {
    const unsaid = gridMeshes(vendor).flatMap(({ name, objects }) =>
      mute(objects).map(service => `${name}: ${service}`),
    );
    expect(unsaid).toEqual([]);
  });
});
