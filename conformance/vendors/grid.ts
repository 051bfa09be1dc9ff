import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const grid = path.resolve(__dirname, '../../packages/engine/src/ingress/grid');

/** The names in column `covers` of a vendor's grid; undefined where it has none. */
export function coveredBy(vendor: string): ReadonlySet<string> | undefined {
  const file = path.join(grid, vendor, 'grid.md');
  if (!existsSync(file)) return undefined;
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2);
  const names = rows.flatMap(row => row.split('|')[3].trim().split(/\s+/));
  return new Set(names.filter(name => name !== '-'));
}
