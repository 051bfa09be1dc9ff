import {
  findingChapters,
  FindingCode,
  findingCodes,
  messageOf,
} from './findings/messages';

/** What the page of a code begins with; what follows its first chapter is written by hand. */
export function pageHead(code: FindingCode): string {
  const { name, severity, title, message, istio = [] } = messageOf(code);
  return [
    `# ${code}: ${title}`,
    `Severity: ${severity}`,
    `Name: \`${name}\`${istiosNote(istio)}`,
    `> ${message.replace(/\{(\w+)\}/g, '`{$1}`')}`,
    '',
  ].join('\n\n');
}

/** A page with its head as the registry has it, and the rest as it is. */
export function withHead(code: FindingCode, page: string): string {
  const chapters = page.search(/^## /m);
  return `${pageHead(code)}${chapters < 0 ? '' : page.slice(chapters)}`;
}

/** The index of all pages. */
export function findingIndex(introduction: string): string {
  const chapters = Object.entries(findingChapters).flatMap(
    ([prefix, title]) => {
      const codes = findingCodes.filter(code => code.startsWith(prefix));
      return codes.length > 0 ? [`## ${title}\n\n${table(codes)}\n`] : [];
    },
  );
  return `${introduction.trim()}\n\n${chapters.join('\n')}`;
}

/** What stands above the first chapter of the index: it is written by hand. */
export function introductionOf(index: string): string {
  return index.slice(0, index.search(/^## /m));
}

function istiosNote(codes: readonly string[]): string {
  if (codes.length === 0) return '';
  return `. Of the same speaks \`istioctl analyze\` as ${codes.join(', ')}`;
}

function table(codes: readonly FindingCode[]): string {
  const rows = codes.map(code => {
    const { severity, title } = messageOf(code);
    return [`[${code}](${code}.md)`, severity, title];
  });
  const all = [['code', 'severity', 'finding'], ...rows];
  const widths = [0, 1, 2].map(column =>
    Math.max(...all.map(row => row[column].length)),
  );
  const line = (cells: readonly string[], filler = ' ') =>
    `| ${cells
      .map((cell, at) => cell.padEnd(widths[at], filler))
      .join(' | ')} |`;
  const [head, ...body] = all;
  const rule = line(['', '', ''], '-');
  return [line(head), rule, ...body.map(row => line(row))].join('\n');
}
