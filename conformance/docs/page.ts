import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';

/** The root of the repository. */
export const root = path.resolve(__dirname, '../..');

/** A Markdown file: what it links to, and what can be linked to in it. */
export interface Page {
  /** Relative to the root, with slashes. */
  readonly file: string;
  readonly links: readonly string[];
  /** Anchors as a web page of a git host has them, and as TechDocs has them. */
  readonly anchors: ReadonlySet<string>;
  readonly techDocsAnchors: ReadonlySet<string>;
}

const markdown = new MarkdownIt({ html: true });

/** Every Markdown file of the repository that git knows or would take. */
export function allPages(): readonly Page[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '-co', '--exclude-standard', '--', '*.md'],
    { cwd: root, encoding: 'utf8' },
  );
  return listed.split('\n').filter(Boolean).sort().map(readPage);
}

function readPage(file: string): Page {
  const tokens = markdown.parse(
    readFileSync(path.join(root, file), 'utf8'),
    {},
  );
  const headings = tokens.flatMap((token, at) =>
    token.type === 'heading_open' ? [textOf(tokens[at + 1])] : [],
  );
  return {
    file,
    links: tokens.flatMap(token => linksIn(token.children ?? [])),
    anchors: new Set(numbered(headings.map(gitSlug), '-')),
    techDocsAnchors: new Set(numbered(headings.map(techDocsSlug), '_')),
  };
}

type Token = ReturnType<typeof markdown.parse>[number];

function linksIn(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(token => {
    const target = token.attrGet('href') ?? token.attrGet('src');
    return target ? [decodeURI(target)] : [];
  });
}

function textOf({ children }: Token): string {
  return (children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
}

/** github.com/gjtorikian/html-pipeline lib/html/pipeline/toc_filter.rb */
function gitSlug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Python-Markdown markdown/extensions/toc.py (slugify) */
function techDocsSlug(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '-');
}

/** Of headings that are the same, the second gets a number. */
function numbered(slugs: readonly string[], mark: string): readonly string[] {
  const seen = new Map<string, number>();
  return slugs.map(slug => {
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}${mark}${count}`;
  });
}
