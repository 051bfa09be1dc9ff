// Colours are ours; nothing else moves the cursor, or says to the terminal what it is to do.
const control =
  // eslint-disable-next-line no-control-regex -- what this is about
  /\u001b(?!\[[\d;]*m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f]/g;

/**
 * A text without what manifests of a stranger could tell a terminal: control characters, but for ends of lines,
 * tabs and, where we print any, colours.
 */
export function harmless(text: string, colours: boolean): string {
  const safe = text.replace(control, '\ufffd');
  return colours ? safe : safe.replaceAll('\u001b', '\ufffd');
}
