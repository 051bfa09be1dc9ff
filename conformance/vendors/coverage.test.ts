import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coveredBy } from './grid';
import { switchesOfVendors } from './switches';

describe('the grid', () => {
  for (const { id, switches } of switchesOfVendors()) {
    it(`covers nothing of ${id} that the facts do not have`, () => {
      const known = new Set(switches.map(({ name }) => name));
      const unknown = [...(coveredBy(id) ?? [])].filter(
        name => !known.has(name),
      );
      assert.deepEqual(unknown, []);
    });
  }
});
