import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ClusterState } from '../state/clusterState';
import { captured } from './workload/capture';
import { connect } from './connect';
import type { Connection, GatewayConnection } from './connection';
import { gatewayRoutes } from './gateway/gatewayRoutes';
import { membership } from './workload/membership';
import { mtlsMode } from './policy/mtlsMode';
import { throughGateway } from './gateway/throughGateway';

type Query =
  | { readonly kind: 'mode'; readonly pod: string; readonly port: number }
  | {
      readonly kind: 'captured';
      readonly pod?: string;
      readonly from?: string;
      readonly address?: string;
      readonly port: number;
    }
  | ({ readonly kind: 'hop' } & Connection)
  | ({ readonly kind: 'gateway' } & GatewayConnection);

interface Mesh {
  readonly objects: readonly object[];
  readonly queries: readonly Query[];
}

const meshes = ['meshes', 'widerMeshes', 'proxyMeshes'].flatMap(meshesOf);

function meshesOf(name: string): readonly Mesh[] {
  const file = path.join(__dirname, `__fixtures__/${name}.jsonl.gz`);
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

const anyMesh = fc
  .integer({ min: 0, max: meshes.length - 1 })
  .map(i => meshes[i]);

describe('the mesh half of the truth', () => {
  it('is the same whatever the order in which objects came', () => {
    fc.assert(
      fc.property(anyMesh, fc.integer(), (mesh, seed) => {
        const shuffled = shuffle(mesh.objects, seed);
        expect(answers(stateOf(shuffled), mesh)).toEqual(
          answers(stateOf(mesh.objects), mesh),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('comes back when what was taken away is put back', () => {
    fc.assert(
      fc.property(anyMesh, fc.nat(), (mesh, pick) => {
        const state = stateOf(mesh.objects);
        const before = answers(state, mesh);
        const object = mesh.objects[pick % mesh.objects.length];
        state.remove(object);
        answers(state, mesh);
        state.upsert(object);
        expect(answers(state, mesh)).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  it('of a fork leaves the original as it was', () => {
    fc.assert(
      fc.property(anyMesh, fc.nat(), (mesh, pick) => {
        const state = stateOf(mesh.objects);
        const fork = state.fork();
        fork.remove(mesh.objects[pick % mesh.objects.length]);
        answers(fork, mesh);
        expect(answers(state, mesh)).toEqual(
          answers(stateOf(mesh.objects), mesh),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('never throws on damaged objects', () => {
    fc.assert(
      fc.property(
        anyMesh,
        fc.array(fc.tuple(fc.nat(), fc.nat(), damage()), {
          minLength: 1,
          maxLength: 12,
        }),
        (mesh, damages) => {
          const objects = structuredClone(mesh.objects) as object[];
          for (const [which, where, value] of damages) {
            damageOne(objects[which % objects.length], where, value);
          }
          expect(() => answers(stateOf(objects), mesh)).not.toThrow();
        },
      ),
      { numRuns: 150 },
    );
  });
});

function stateOf(objects: readonly object[]): ClusterState {
  const state = new ClusterState({ name: 'test' });
  for (const object of objects) state.upsert(object);
  return state;
}

/** Everything that can be asked, of everything that the mesh's questions name. */
function answers(state: ClusterState, { queries }: Mesh): unknown {
  return [gatewayRoutes(state), ...queries.map(query => answer(state, query))];
}

function answer(state: ClusterState, query: Query): unknown {
  switch (query.kind) {
    case 'mode':
      return [
        mtlsMode(state, query.pod, query.port),
        membership(state, query.pod),
      ];
    case 'captured':
      return captured(state, query.from ?? query.pod ?? '', query);
    case 'hop':
      return connect(state, query);
    default:
      return throughGateway(state, query);
  }
}

function shuffle<T>(all: readonly T[], seed: number): readonly T[] {
  let state = seed | 1;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state;
  };
  return all
    .map(one => [next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

function damage(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constant(undefined),
    fc.constant(null),
    fc.constant([]),
    fc.constant({}),
    fc.constant('*'),
    fc.constant('x'.repeat(10_000)),
    fc.jsonValue(),
    fc.integer(),
  );
}

// Replaces the value at one of the places of an object, whatever it is.
function damageOne(object: object, where: number, value: unknown): void {
  const places: [object, string][] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node, key]);
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(object);
  const [node, key] = places[where % places.length];
  (node as Record<string, unknown>)[key] = value;
}
