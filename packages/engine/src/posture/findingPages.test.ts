import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findingRules } from './findings';

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
  it.each(findingRules.map(rule => [rule.code, rule] as const))(
    'has a page for %s, with the title and severity of its rule',
    (code, { title, severity }) => {
      const page = read(`${code}.md`);
      expect(page.split('\n')[0]).toBe(`# ${code}: ${title}`);
      expect(page).toContain(`\nSeverity: ${severity}\n`);
      expect(page.match(/^## .+$/gm)).toEqual(chapters.map(one => `## ${one}`));
    },
  );

  it('lists every finding in its index', () => {
    const rows = read('README.md')
      .split('\n')
      .filter(line => line.startsWith('| [IP'))
      .map(line => line.split('|').map(cell => cell.trim()))
      .map(([, link, severity, title]) => [link, severity, title]);
    expect(rows.sort()).toEqual(
      findingRules
        .map(rule => [
          `[${rule.code}](${rule.code}.md)`,
          rule.severity,
          rule.title,
        ])
        .sort(),
    );
  });

  it('has no page of a finding that no rule makes', () => {
    const codes = new Set(findingRules.map(rule => `${rule.code}.md`));
    const pages = readdirSync(folder).filter(file => file.startsWith('IP'));
    expect(pages.filter(page => !codes.has(page))).toEqual([]);
  });
});
