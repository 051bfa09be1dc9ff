import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { allPages, root } from './page';

type Entry = string | Readonly<Record<string, string | readonly Entry[]>>;

interface MkDocs {
  readonly docs_dir?: string;
  readonly plugins: readonly string[];
  readonly nav: readonly Entry[];
}

const config: MkDocs = parse(
  readFileSync(path.join(root, 'mkdocs.yml'), 'utf8'),
);

function filesOf(entry: Entry): readonly string[] {
  if (typeof entry === 'string') return [entry];
  return Object.values(entry).flatMap(value =>
    typeof value === 'string' ? [value] : value.flatMap(filesOf),
  );
}

describe('mkdocs.yml', () => {
  const listed = config.nav.flatMap(filesOf);

  const pages = allPages()
    .map(({ file }) => file)
    .filter(file => file.startsWith('docs/'))
    .map(file => file.slice('docs/'.length));

  it('has every page of docs/ in its navigation', () => {
    assert.deepEqual(
      pages.filter(page => !listed.includes(page)),
      [],
    );
  });

  it('has nothing else there, and nothing twice', () => {
    const known = new Set(pages);
    const odd = listed.filter(
      (page, at) => !known.has(page) || listed.indexOf(page) !== at,
    );
    assert.deepEqual(odd, []);
  });

  it('is made for TechDocs', () => {
    assert.ok(config.plugins.includes('techdocs-core'));
    assert.equal(config.docs_dir ?? 'docs', 'docs');
    assert.equal(listed[0], 'index.md');
  });
});
