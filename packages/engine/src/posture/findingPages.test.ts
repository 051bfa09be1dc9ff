import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findingIndex, introductionOf, withHead } from './findingPages';
import { findingRules } from './findings';
import { findingCodes } from './findings/messages';

const folder = path.resolve(__dirname, '../../../../docs/findings');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const chapters = [
  'What it means',
  'How it is detected',
  'Why it matters',
  'What to do',
  'How to verify',
];

describe('docs/findings', () => {
  it.each(findingCodes)(
    'has a page for %s with the head that `npm run findings` writes',
    code => {
      const page = read(`${code}.md`);
      expect(page).toBe(withHead(code, page));
    },
  );

  it.each(findingCodes)('has the five chapters on the page of %s', code => {
    const page = read(`${code}.md`);
    expect(page.match(/^## .+$/gm)).toEqual(chapters.map(one => `## ${one}`));
    for (const text of page.split(/^## .+$/m).slice(1)) {
      expect(text.trim()).not.toBe('');
    }
  });

  it('has the index that `npm run findings` writes', () => {
    const index = read('README.md');
    expect(index).toBe(findingIndex(introductionOf(index)));
  });

  it('has no page of a finding that is not in the registry', () => {
    const codes = new Set(findingCodes.map(code => `${code}.md`));
    const pages = readdirSync(folder).filter(file => file.startsWith('IP'));
    expect(pages.filter(page => !codes.has(page as never))).toEqual([]);
  });
});

describe('the registry of findings', () => {
  it('has one rule a code, in the order of the codes', () => {
    expect(findingRules.map(rule => rule.code)).toEqual(findingCodes);
  });

  it('has a name of its own for each code', () => {
    const names = findingRules.map(rule => rule.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has its codes in order', () => {
    expect(findingCodes).toEqual([...findingCodes].sort());
  });
});
