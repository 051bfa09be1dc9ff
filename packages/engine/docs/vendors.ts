/**
 * Writes docs/vendors: a page for each vendor, from its description and its cases in the grid.
 * Run with `npm run vendor-pages` after changing a file in packages/engine/src/ingress/vendors or grid.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GridRow, gridRows } from '../src/ingress/grid/gridTable';
import {
  idsOf,
  vendorIndex,
  vendorPage,
} from '../src/ingress/vendorPages/vendorPage';
import { vendors } from '../src/ingress/vendors';

const folder = path.resolve(__dirname, '../../../docs/vendors');
const grid = path.resolve(__dirname, '../src/ingress/grid');

mkdirSync(folder, { recursive: true });
for (const id of idsOf(vendors)) {
  const descriptions = vendors.filter(one => one.id === id);
  write(`${id}.md`, vendorPage(descriptions, casesOf(id)));
}
write('README.md', vendorIndex(vendors, casesOf));

function casesOf(id: string): readonly GridRow[] {
  const file = path.join(grid, id, 'grid.md');
  return existsSync(file) ? gridRows(readFileSync(file, 'utf8')) : [];
}

function write(file: string, text: string): void {
  writeFileSync(path.join(folder, file), text);
}
