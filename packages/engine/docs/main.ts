/**
 * Writes into docs/findings what the registry of findings says: the heads of the pages and the index.
 * Run with `npm run findings` after changing packages/engine/src/posture/findings/messages.ts.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  findingIndex,
  introductionOf,
  withHead,
} from '../src/posture/findingPages';
import { findingCodes } from '../src/posture/findings/messages';

const folder = path.resolve(__dirname, '../../../docs/findings');
const inFolder = (file: string) => path.join(folder, file);
const read = (file: string) => readFileSync(inFolder(file), 'utf8');

for (const code of findingCodes) {
  const file = `${code}.md`;
  const page = existsSync(inFolder(file)) ? read(file) : '';
  writeFileSync(inFolder(file), withHead(code, page));
}
const index = findingIndex(introductionOf(read('README.md')));
writeFileSync(inFolder('README.md'), index);
