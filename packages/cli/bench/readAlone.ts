/** Prints what it takes to parse a file, in ms, and does nothing with it. */
import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';

const [file] = process.argv.slice(2);
const content = readFileSync(file, 'utf8');
const began = performance.now();
if (file.endsWith('.json')) JSON.parse(content);
else loadAll(content, () => {});
process.stdout.write(String(performance.now() - began));
