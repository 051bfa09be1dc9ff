import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { judge } from './judge';
import { readMeshes } from './meshFile';

// A handful of meshes with the answers of Istio's own control plane; many more are put to the
// engine by golden.test.ts, where they are at hand.
const fixtures = path.resolve(
  __dirname,
  '../../packages/engine/src/mesh/__fixtures__',
);
const named = (...names: readonly string[]) =>
  names.flatMap(name => [
    ...readMeshes(path.join(fixtures, `${name}.jsonl.gz`)),
  ]);
const meshes = named('meshes', 'widerMeshes', 'exportMeshes', 'proxyMeshes');
const olderMeshes = named('olderMeshes');

describe("what Istio's own control plane says", () => {
  for (const mesh of meshes) {
    it(`the engine says too, of the ${mesh.profile} mesh ${mesh.seed}`, () => {
      const disagreements = judge(mesh).flatMap(one => one.disagreement ?? []);
      assert.deepEqual(disagreements, []);
    });
  }

  it('answers every kind of question', () => {
    const kinds = new Set(
      meshes.flatMap(mesh => mesh.queries.map(query => query.kind)),
    );
    assert.deepEqual([...kinds].sort(), ['captured', 'gateway', 'hop', 'mode']);
  });
});

// The engine's rules are those of 1.31: of what was another before, it has to say that it leans on the version.
describe('what Istio 1.30 says', () => {
  const disagreements = olderMeshes.flatMap(mesh =>
    judge(mesh).flatMap(one => one.disagreement ?? []),
  );

  it('is never contradicted for certain', () => {
    assert.deepEqual(
      disagreements.filter(one => one.isProven),
      [],
    );
  });

  it('is another than what Istio says today', () => {
    assert.ok(disagreements.length > 30, `${disagreements.length} differ`);
  });
});

describe('a file of meshes', () => {
  it('that cannot be read is named', () => {
    assert.throws(
      () => [...readMeshes('missing.jsonl')],
      /missing\.jsonl cannot be read: /,
    );
  });
});
