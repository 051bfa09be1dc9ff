/** A table with columns of one width, as Prettier leaves it. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = [head, ...rows].map(row =>
    row.map(cell => cell.replace(/\|/g, '\\|')),
  );
  const widths = head.map((_, at) =>
    Math.max(3, ...cells.map(row => row[at].length)),
  );
  const line = (row: readonly string[], filler = ' ') =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at], filler)).join(' | ')} |`;
  const [first, ...others] = cells.map(row => line(row));
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [first, rule, ...others].join('\n');
}

/** Text that stands for itself. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** "a", "a and b", "a, b and c". */
export function listing(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** A list with a dash before each. */
export function dashes(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}

/** A block of YAML. */
export function yamlBlock(yaml: string): string {
  return ['```yaml', yaml.trim(), '```'].join('\n');
}
