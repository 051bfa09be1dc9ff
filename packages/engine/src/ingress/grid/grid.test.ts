import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { objectsOf } from '../../testing/demo';
import { vendors } from '../vendors';
import { gridOutcome } from './gridOutcome';
import { GridRow, gridRows } from './gridTable';
import { runningCluster } from './runningCluster';

const folders = readdirSync(__dirname, { withFileTypes: true })
  .filter(one => one.isDirectory())
  .map(one => one.name);

function read(...names: string[]): string {
  return readFileSync(join(__dirname, ...names), 'utf8');
}

function manifests(...names: string[]): readonly unknown[] {
  return existsSync(join(__dirname, ...names))
    ? objectsOf(read(...names), names.join('/'))
    : [];
}

function policy(mode: string) {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'shop' },
    spec: { mtls: { mode } },
  };
}

/** A row with what comes out in the places of what should. */
function played(vendor: string, row: GridRow): GridRow {
  const objects = [
    ...manifests('base.yaml'),
    ...manifests(vendor, 'controller.yaml'),
    ...manifests(vendor, `${row.case}.yaml`),
  ];
  const under = (mode: string) =>
    gridOutcome(runningCluster([...objects, policy(mode)], row.edge), vendor);
  const { addressing, host, outcome } = under('PERMISSIVE');
  return {
    ...row,
    addressing,
    host,
    permissive: outcome,
    strict: under('STRICT').outcome,
  };
}

describe.each(folders)('the grid of %s', folder => {
  const rows = gridRows(read(folder, 'grid.md'));

  it('is of a vendor that is known', () => {
    expect(vendors.map(({ id }) => id)).toContain(folder);
  });

  it('has a row for each of its cases, and a case for each row', () => {
    const files = readdirSync(join(__dirname, folder))
      .filter(file => file.endsWith('.yaml') && file !== 'controller.yaml')
      .map(file => file.replace('.yaml', ''));
    expect([...new Set(rows.map(row => row.case))].sort()).toEqual(
      files.sort(),
    );
  });

  it.each(rows.map(row => [`${row.case}, ${row.edge}`, row] as const))(
    '%s',
    (_, row) => {
      expect(played(folder, row)).toEqual(row);
    },
  );
});
