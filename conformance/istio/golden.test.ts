import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { givenFile } from '../givenFile';
import { istioDefects, meshName, sortByDefects } from './istioDefects';
import { Disagreement, judge } from './judge';
import { readMeshes } from './meshFile';

// What Istio's control plane answered to thousands of meshes.
const folder = givenFile('conformance');
const files = readdirSync(folder).filter(file => file.endsWith('.jsonl.gz'));

describe("all that Istio's own control plane was asked", () => {
  const disagreements: Disagreement[] = [];
  const asked = new Set<string>();

  for (const file of files) {
    it(`is answered the same by the engine, of ${file}`, () => {
      const own: Disagreement[] = [];
      let answers = 0;
      for (const mesh of readMeshes(path.join(folder, file))) {
        asked.add(meshName(mesh));
        for (const { disagreement } of judge(mesh)) {
          answers++;
          if (disagreement) own.push(disagreement);
        }
      }
      disagreements.push(...own);
      assert.ok(answers > 0, `${file} asks nothing`);
      assert.deepEqual(sortByDefects(own, new Set()).open, []);
    });
  }

  it('lists no defect of Istio that is none any more', () => {
    assert.deepEqual(sortByDefects(disagreements, asked).settled, []);
  });

  it('is thousands of meshes', () => {
    assert.ok(asked.size > 3000, `${asked.size} meshes of ${folder}`);
  });
});

describe('the list of defects of Istio', () => {
  const [defect] = istioDefects;
  const known: Disagreement = {
    profile: defect.profile,
    seed: defect.seed,
    id: defect.query,
    query: '',
    expected: '',
    got: '',
    isProven: true,
    why: '',
  };

  it('lets pass what it names and nothing else', () => {
    const other = { ...known, id: 'q1' };
    const sorted = sortByDefects([known, other], new Set());
    assert.deepEqual(sorted.listed, [known]);
    assert.deepEqual(sorted.open, [other]);
  });

  it('names a defect that is settled, once its mesh was asked', () => {
    const asked = new Set([meshName(defect)]);
    assert.deepEqual(sortByDefects([], asked).settled, [defect]);
    assert.deepEqual(sortByDefects([], new Set()).settled, []);
    assert.deepEqual(sortByDefects([known], asked).settled, []);
  });
});
