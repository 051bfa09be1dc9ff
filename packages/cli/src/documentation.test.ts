import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
const pages = [
  'README.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true })
    .map(name => path.join('docs', String(name)))
    .filter(name => name.endsWith('.md'))
    .sort(),
];
const read = (page: string) => readFileSync(path.join(root, page), 'utf8');

/** Links of a page to other files or to its own headings; pictures are no links. */
function linksOf(page: string): readonly string[] {
  return [...read(page).matchAll(/(?<!!)\[[^\]]+\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter(target => !/^https?:/.test(target));
}

/** Anchors as GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );
}

function isBroken(page: string, link: string): boolean {
  const [file, anchor] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(root, target))) return true;
  return anchor !== undefined && !anchorsOf(target).includes(anchor);
}

describe('the documentation', () => {
  it.each(pages)('has no broken link in %s', page => {
    expect(linksOf(page).filter(link => isBroken(page, link))).toEqual([]);
  });

  it.each(pages.filter(page => page !== 'README.md'))(
    'can be reached from the README: %s',
    page => {
      const reached = new Set(['README.md']);
      for (const from of reached) {
        for (const link of linksOf(from)) {
          const [file] = link.split('#');
          const target = path.join(path.dirname(from), file);
          if (file.endsWith('.md') && existsSync(path.join(root, target))) {
            reached.add(target);
          }
        }
      }
      expect([...reached]).toContain(page);
    },
  );
});
