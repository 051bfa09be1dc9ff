import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gridRows } from '../grid/gridTable';
import type { Setting, VendorDescription } from '../vendorDescription';
import { vendors } from '../vendors';
import { switchExamples } from './switchExamples';
import { idsOf, vendorIndex, vendorPage } from './vendorPage';

const folder = path.resolve(__dirname, '../../../../../docs/vendors');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const ids = idsOf(vendors);

function casesOf(id: string) {
  const file = path.resolve(__dirname, '../grid', id, 'grid.md');
  return existsSync(file) ? gridRows(readFileSync(file, 'utf8')) : [];
}

const settingsOf = (vendor: VendorDescription): Setting<unknown>[] =>
  [
    vendor.addressing,
    vendor.host,
    vendor.backend,
    vendor.serverName,
    vendor.gatewayApi?.addressing,
    vendor.gatewayApi?.host,
    vendor.gatewayApi?.backend,
  ].flatMap(setting => (setting ? [setting as Setting<unknown>] : []));

describe('docs/vendors', () => {
  it.each(ids)('has the page of %s that `npm run vendor-pages` writes', id => {
    const descriptions = vendors.filter(one => one.id === id);
    expect(read(`${id}.md`)).toBe(vendorPage(descriptions, casesOf(id)));
  });

  it('has the index that `npm run vendor-pages` writes', () => {
    expect(read('README.md')).toBe(vendorIndex(vendors, casesOf));
  });

  it('has no page of a vendor that the engine does not know', () => {
    const pages = readdirSync(folder).filter(file => file !== 'README.md');
    expect(pages.sort()).toEqual(ids.map(id => `${id}.md`).sort());
  });

  it.each(vendors.map(vendor => [vendor.id, vendor] as const))(
    'knows an example for every switch of %s (else add a value to switchExamples.ts)',
    (_, vendor) => {
      const without = settingsOf(vendor).flatMap(setting =>
        setting.switches.filter(
          one => switchExamples(one, setting.default).length === 0,
        ),
      );
      expect(without.map(({ on, key }) => `${on} ${key}`)).toEqual([]);
    },
  );
});
