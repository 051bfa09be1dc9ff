import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { allPages, Page, root } from './page';

const pages = allPages();
const byFile = new Map(pages.map(page => [page.file, page]));

/** A link to somewhere else in the repository: the file, and the anchor in it. */
function targetOf(page: Page, link: string) {
  const [address, anchor] = link.split('#');
  const folder = path.posix.dirname(page.file);
  const file = address ? path.posix.join(folder, address) : page.file;
  return { file: file.replace(/\/$/, '/README.md'), anchor };
}

const isRelative = (link: string) => !/^[a-z]+:/.test(link);
const inDocs = (file: string) => file.startsWith('docs/');

function problemOf(page: Page, link: string): string | undefined {
  const { file, anchor } = targetOf(page, link);
  if (!existsSync(path.join(root, file))) return 'leads to no file';
  // TechDocs has nothing but docs/.
  if (inDocs(page.file) && !inDocs(file)) return 'leads out of docs/';
  if (anchor === undefined) return undefined;
  const target = byFile.get(file);
  if (!target?.anchors.has(anchor)) return 'names a heading that is not there';
  if (inDocs(file) && !target.techDocsAnchors.has(anchor)) {
    return 'names a heading by what TechDocs does not call it';
  }
  return undefined;
}

describe('links between Markdown files', () => {
  it('are found at all', () => {
    assert.ok(pages.flatMap(({ links }) => links).length > 100);
  });

  for (const page of pages) {
    it(`of ${page.file} lead to a file, and to a heading in it`, () => {
      const broken = page.links.filter(isRelative).flatMap(link => {
        const problem = problemOf(page, link);
        return problem ? [`${link} ${problem}`] : [];
      });
      assert.deepEqual(broken, []);
    });
  }
});
