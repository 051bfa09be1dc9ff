import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { parseAllDocuments } from 'yaml';
import { analyze } from '../../posture/analyze';
import type { ServicePosture } from '../../posture/servicePosture';
import { objectsOf, stateOf } from '../demo';
import { fleetFiles } from './fleet';
import { environments, teams } from './teams';

const examples = resolve(__dirname, '../../../../../examples');
const folders = ['clusters/fleet', 'catalog/fleet'];
const files = fleetFiles();

function written(folder: string): readonly string[] {
  const place = join(examples, folder);
  return existsSync(place)
    ? readdirSync(place).map(file => `${folder}/${file}`)
    : [];
}

describe('the fleet', () => {
  it('is written anew with the same bytes', () => {
    expect([...fleetFiles()]).toEqual([...files]);
  });

  it.each([...files.keys()])('stands in %s as it is written', file => {
    expect(readFileSync(join(examples, file), 'utf8')).toBe(files.get(file));
  });

  it('has no other files', () => {
    expect(folders.flatMap(written).filter(one => !files.has(one))).toEqual([]);
  });

  it('is twelve teams in three environments with fifty services each', () => {
    expect(teams).toHaveLength(12);
    expect(environments).toHaveLength(3);
    expect(teams.flatMap(team => team.services)).toHaveLength(50);
  });

  it('names no entity like another of the catalog', () => {
    const folder = join(examples, 'catalog');
    const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.yaml'))
      .flatMap(file =>
        parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(one =>
          one.toJS(),
        ),
      )
      .map(({ kind, metadata }) => `${kind}:${metadata.name}`);
    expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([]);
  });

  describe('analyzed', () => {
    const state = stateOf(
      [...files]
        .filter(([file]) => file.startsWith('clusters/'))
        .flatMap(([file, text]) => objectsOf(text, file)),
    );
    const postures = analyze(state).filter(
      one => one.service.labels.team !== undefined,
    );
    const seen = (of: (one: ServicePosture) => readonly string[]) =>
      new Set(postures.flatMap(of));

    it('has 150 services with a posture', () => {
      expect(postures).toHaveLength(150);
    });

    it('binds each entity to its service in all environments', () => {
      for (const name of teams.flatMap(team => team.services)) {
        const bound = postures.filter(
          ({ service }) =>
            service.labels['backstage.io/kubernetes-id'] === name &&
            service.labels.app === name,
        );
        expect(bound).toHaveLength(environments.length);
      }
    });

    it('shows every mode', () => {
      const found = seen(one => [one.mode]);
      for (const mode of [
        'standalone',
        'chained',
        'istio-gateway',
        'mixed',
        'mesh-internal',
        'none',
      ]) {
        expect(found).toContain(mode);
      }
    });

    it('shows postures from rejected to enforced', () => {
      const found = seen(one => [one.posture]);
      for (const posture of [
        'rejected',
        'plaintext',
        'unmeshed',
        'permissive',
        'enforced',
      ]) {
        expect(found).toContain(posture);
      }
    });

    it('has ten kinds of edges, and edges before edges', () => {
      const vendors = seen(one => one.paths.map(path => path.edge.vendor));
      expect(vendors.size).toBeGreaterThanOrEqual(10);
      const chained = postures
        .flatMap(one => one.paths)
        .filter(
          path => path.nodes.filter(node => node.role === 'edge').length > 1,
        );
      expect(chained.length).toBeGreaterThan(0);
    });

    it('has the mess of real fleets: 30 kinds of findings, and some silenced', () => {
      const codes = seen(one => one.findings.map(finding => finding.code));
      expect(codes.size).toBeGreaterThanOrEqual(30);
      const silenced = postures
        .flatMap(one => one.findings)
        .filter(finding => finding.silenced);
      expect(silenced.length).toBeGreaterThan(0);
    });
  });
});
