/** Names are those of strangers: none of them becomes a cell, a tag or a link. */
export function text(value: string): string {
  return value
    .replace(/\s+/g, ' ')
    .replace(
      /[|<>]/g,
      one => ({ '|': '\\|', '<': '&lt;', '>': '&gt;' }[one] ?? one),
    )
    .replace(/\[/g, '\\[');
}

/** Bullets, one for each line. */
export function list(lines: readonly string[]): string {
  return lines.map(line => `- ${line}`).join('\n');
}

/** A block to copy; its fence is longer than any in it. */
export function fenced(language: string, content: string): string {
  const longest = Math.max(
    2,
    ...(content.match(/`+/g) ?? []).map(ticks => ticks.length),
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${content.trimEnd()}\n${fence}`;
}

/** Blocks with an empty line between them; those that are empty are left out. */
export function document(blocks: readonly string[]): string {
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}
