/** Writes examples/clusters/fleet and examples/catalog/fleet anew. Run with `npm run fleet`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fleetFiles } from './fleet';

const examples = path.resolve(__dirname, '../../../../../examples');

for (const folder of ['clusters/fleet', 'catalog/fleet']) {
  rmSync(path.join(examples, folder), { recursive: true, force: true });
  mkdirSync(path.join(examples, folder), { recursive: true });
}
for (const [file, text] of fleetFiles()) {
  writeFileSync(path.join(examples, file), text);
}
