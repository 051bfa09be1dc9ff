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
const meshes = ['meshes', 'widerMeshes', 'proxyMeshes'].flatMap(name => [
  ...readMeshes(path.join(fixtures, `${name}.jsonl.gz`)),
]);

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

describe('a file of meshes', () => {
  it('that cannot be read is named', () => {
    assert.throws(
      () => [...readMeshes('missing.jsonl')],
      /missing\.jsonl cannot be read: /,
    );
  });
});
