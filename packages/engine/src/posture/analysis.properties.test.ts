import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ClusterState } from '../state/clusterState';
import { kinds } from '../state/kinds';
import { services } from '../state/kinds/service';
import { fieldAt, fieldsOf, withField } from '../testing/damage';
import { demoObjects, stateOf } from '../testing/demo';
import { Analysis } from './analysis';
import { analyze, judge } from './analyze';
import type { ServiceKey } from './serviceKey';

type Manifest = { readonly metadata: { readonly name: string } };

/**
 * What happens to a cluster: an object goes, comes back, or comes with a field of another one in it; a
 * kind cannot be read, and can be again.
 */
type Change =
  | { readonly what: 'remove' | 'restore'; readonly object: number }
  | { readonly what: 'forbid' | 'allow'; readonly object: number }
  | {
      readonly what: 'alter';
      readonly object: number;
      readonly field: number;
      readonly donor: number;
      readonly donated: number;
    };

const meshes: readonly { readonly objects: readonly Manifest[] }[] = gunzipSync(
  readFileSync(path.join(__dirname, '../mesh/__fixtures__/meshes.jsonl.gz')),
)
  .toString('utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line));

const demo = demoObjects(file =>
  /^(00-mesh|mixed-paths|nginx-strict|emissary-strict|chained.*|gateway.*)\.yaml$/.test(
    file,
  ),
) as readonly Manifest[];

/** Policies of the network between edges and what they lead to. */
const guarded = [
  ...demo,
  ...['mixed-paths', 'nginx-strict', 'nginx-strict-edge'].map(namespace => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web', namespace },
    spec: {
      podSelector: {},
      ingress: [
        {
          from: [{ namespaceSelector: {} }],
          ports: [{ port: 8080 }],
        },
      ],
      policyTypes: ['Ingress'],
    },
  })),
];

const clusters = [demo, demo, guarded, ...meshes.map(mesh => mesh.objects)];

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ what: fc.constant('remove' as const), object: fc.nat() }),
  fc.record({ what: fc.constant('restore' as const), object: fc.nat() }),
  fc.record({
    what: fc.constantFrom('forbid' as const, 'allow' as const),
    object: fc.nat({ max: 3 }),
  }),
  fc.record({
    what: fc.constant('alter' as const),
    object: fc.nat(),
    field: fc.nat(),
    donor: fc.nat(),
    donated: fc.nat(),
  }),
);

const oftenHidden = ['Sidecar', 'EnvoyFilter', 'Ingress', 'ConfigMap'].map(
  wanted => kinds.find(one => one.kind === wanted)!,
);

/** A cluster, and the same objects from the outside. */
class World {
  readonly state = new ClusterState({ name: 'demo' });
  readonly #originals: readonly Manifest[];
  readonly #now = new Map<number, unknown>();
  readonly #forbidden = new Set<number>();

  constructor(objects: readonly Manifest[]) {
    this.#originals = objects;
    objects.forEach((one, index) => this.#put(index, one));
  }

  /** A copy in which this has happened as well. */
  copyAfter(changes: readonly Change[], of = this.state): ClusterState {
    const copy = of.fork();
    for (const one of changes) {
      const original = this.#originals[one.object % this.#originals.length];
      if (one.what === 'remove') copy.remove(original);
      else if (one.what === 'forbid' || one.what === 'allow') continue;
      else copy.upsert(one.what === 'alter' ? this.#altered(one) : original);
    }
    return copy;
  }

  apply(one: Change): void {
    if (one.what === 'forbid') {
      this.#forbidden.add(one.object);
      this.state.forbid(oftenHidden[one.object], 'forbidden');
      return;
    }
    if (one.what === 'allow') {
      this.#forbidden.delete(one.object);
      this.state.allow(oftenHidden[one.object]);
      return;
    }
    const index = one.object % this.#originals.length;
    const original = this.#originals[index];
    if (one.what === 'remove') {
      this.state.remove(original);
      this.#now.delete(index);
    } else {
      this.#put(index, one.what === 'alter' ? this.#altered(one) : original);
    }
  }

  /** The cluster as somebody would see it who came only now. */
  afresh(): ClusterState {
    const state = stateOf([...this.#now.values()]);
    for (const one of this.#forbidden) {
      state.forbid(oftenHidden[one], 'forbidden');
    }
    return state;
  }

  #put(index: number, object: unknown): void {
    if (this.state.upsert(object)) this.#now.set(index, object);
  }

  #altered(one: Extract<Change, { what: 'alter' }>): unknown {
    const of = (index: number) =>
      this.#originals[index % this.#originals.length];
    const fields = (object: unknown) =>
      fieldsOf(object).filter(
        ([first, second]) =>
          first === 'spec' ||
          first === 'status' ||
          first === 'endpoints' ||
          second === 'labels' ||
          second === 'annotations',
      );
    const [into, from] = [fields(of(one.object)), fields(of(one.donor))];
    if (into.length === 0 || from.length === 0) return of(one.object);
    return withField(
      of(one.object),
      into[one.field % into.length],
      fieldAt(of(one.donor), from[one.donated % from.length]),
    );
  }
}

function nameOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}

function advance(work: Iterator<void>, pieces: number): void {
  for (let done = 0; done < pieces; done += 1) {
    if (work.next().done) return;
  }
}

function sorted(postures: ReadonlyMap<string, unknown>): string {
  return JSON.stringify(
    [...postures].sort(([a], [b]) => (a < b ? -1 : 1)),
    null,
    1,
  );
}

describe('an analysis that goes on', () => {
  it('says after any changes what a fresh one says', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: clusters.length - 1 }),
        fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 3,
        }),
        (which, batches) => {
          const world = new World(clusters[which]);
          const analysis = new Analysis(world.state);
          const postures = new Map<string, unknown>();
          const remedies = new Map<string, unknown>();
          for (const batch of [[], ...batches]) {
            batch.forEach(one => world.apply(one));
            const { judged, gone } = analysis.refresh();
            for (const key of gone) {
              postures.delete(nameOf(key));
              remedies.delete(nameOf(key));
            }
            for (const one of judged) {
              postures.set(nameOf(one.service), one);
              if (!remedies.has(nameOf(one.service))) {
                remedies.set(
                  nameOf(one.service),
                  analysis.remedies(one.service),
                );
              }
            }
            for (const key of analysis.staleRemedies) {
              if (postures.has(nameOf(key))) {
                remedies.set(nameOf(key), analysis.remedies(key));
              }
            }
            const fresh = analyze(world.afresh());
            const freshPostures = new Map(
              fresh.map(({ remedies: _, ...one }) => [
                nameOf(one.service),
                one,
              ]),
            );
            expect(sorted(postures)).toBe(sorted(freshPostures));
            const freshRemedies = new Map(
              fresh.map(one => [nameOf(one.service), one.remedies]),
            );
            expect(sorted(remedies)).toBe(sorted(freshRemedies));
          }
        },
      ),
      { numRuns: Number(process.env.ANALYSIS_RUNS ?? 25) },
    );
  });

  it('keeps nothing wrong of remedies that changes have put aside', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: clusters.length - 1 }),
        fc.array(
          fc.record({
            changes: fc.array(change, { maxLength: 2 }),
            pieces: fc.integer({ min: 1, max: 40 }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        (which, batches) => {
          const world = new World(clusters[which]);
          const analysis = new Analysis(world.state);
          const keys = () => world.state.list(services).map(one => one.meta);
          for (const { changes, pieces } of batches) {
            analysis.refresh();
            const begun = keys().map(key => analysis.remediesInPieces(key));
            for (const work of begun) advance(work, pieces);
            const { version } = world.state;
            changes.forEach(one => world.apply(one));
            if (world.state.version === version) continue;
            for (const work of begun) {
              const { done, value } = work.next();
              expect([done, value]).toEqual([true, undefined]);
            }
          }
          analysis.refresh();
          const found = new Map(
            keys().map(key => [nameOf(key), analysis.remedies(key)]),
          );
          const fresh = new Map(
            analyze(world.afresh()).map(one => [
              nameOf(one.service),
              one.remedies,
            ]),
          );
          for (const [name, remedies] of found) {
            expect(remedies).toEqual(fresh.get(name) ?? []);
          }
        },
      ),
      { numRuns: Number(process.env.ANALYSIS_RUNS ?? 25) },
    );
  });

  it('works out in pieces what it works out at once', () => {
    const [inPieces, whole] = [demo, demo].map(objects => {
      const analysis = new Analysis(stateOf(objects));
      return { analysis, judged: analysis.refresh().judged };
    });
    let most = 0;
    for (const { service } of inPieces.judged) {
      const work = inPieces.analysis.remediesInPieces(service);
      let [pieces, piece] = [1, work.next()];
      for (; !piece.done; pieces += 1) piece = work.next();
      most = Math.max(most, pieces);
      expect(piece.value).toEqual(whole.analysis.remedies(service));
    }
    expect(most).toBeGreaterThan(20);
  });

  it('names every service that is another in a copy', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: clusters.length - 1 }),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (which, before, changes) => {
          const world = new World(clusters[which]);
          const analysis = new Analysis(world.state);
          analysis.refresh();
          before.forEach(one => world.apply(one));
          analysis.refresh();
          const copy = world.copyAfter(changes);
          const affected = new Set(analysis.affectedIn(copy).map(nameOf));
          const others = (state: ClusterState) =>
            sorted(
              new Map(
                state
                  .list(services)
                  .map(({ meta }) => meta)
                  .filter(key => !affected.has(nameOf(key)))
                  .map(key => [nameOf(key), judge(state, key)]),
              ),
            );
          expect(others(copy)).toBe(others(world.state));
        },
      ),
      { numRuns: Number(process.env.ANALYSIS_RUNS ?? 25) * 2 },
    );
  });

  it('says of a copy, and of a copy of that, what it says where nobody has asked the original', () => {
    const some = fc.array(change, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.nat({ max: clusters.length - 1 }),
        some,
        some,
        (which, first, second) => {
          const world = new World(clusters[which]);
          const asked = (state: ClusterState) =>
            sorted(
              new Map(
                state
                  .list(services)
                  .map(({ meta }) => [
                    nameOf(meta),
                    state.reads.note(() => judge(state, meta)).value,
                  ]),
              ),
            );
          asked(world.state);
          const copy = world.copyAfter(first);
          const truth = world.copyAfter(first, world.afresh());
          expect(asked(copy)).toBe(asked(truth));
          const further = world.copyAfter(second, copy);
          const afresh = world.copyAfter(first, world.afresh());
          expect(asked(further)).toBe(asked(world.copyAfter(second, afresh)));
        },
      ),
      { numRuns: Number(process.env.ANALYSIS_RUNS ?? 25) * 2 },
    );
  });

  it('names few where a change concerns few', () => {
    const world = new World(demo);
    const analysis = new Analysis(world.state);
    const all = analysis.refresh().judged.length;
    const slice = demo.findIndex(one =>
      JSON.stringify(one).includes('"kind":"EndpointSlice"'),
    );
    const copy = world.copyAfter([{ what: 'remove', object: slice }]);
    const affected = analysis.affectedIn(copy);
    expect(affected.length).toBeGreaterThan(0);
    expect(affected.length).toBeLessThan(all / 2);
  });

  it('works out nothing again when nothing has changed', () => {
    const analysis = new Analysis(stateOf(demo));
    expect(analysis.refresh().judged.length).toBeGreaterThan(3);
    expect(analysis.refresh()).toEqual({ judged: [], gone: [] });
  });

  it('leaves alone what a change does not concern', () => {
    const state = stateOf(demo);
    const analysis = new Analysis(state);
    analysis.refresh();
    const [pod] = demo.filter(
      one =>
        JSON.stringify(one).includes('"kind":"Pod"') &&
        /nginx-strict/.test(JSON.stringify(one)) &&
        !/edge|ingress-nginx/.test(one.metadata.name),
    );
    state.remove(pod);
    const { judged } = analysis.refresh();
    expect(judged.map(one => one.service.namespace)).toEqual(['nginx-strict']);
  });

  it('judges everything anew when a kind can no longer be read', () => {
    const state = stateOf(demo);
    const analysis = new Analysis(state);
    const all = analysis.refresh().judged.length;
    state.forbid(kinds.find(one => one.kind === 'Ingress')!, 'forbidden');
    expect(analysis.refresh().judged).toHaveLength(all);
  });
});
