/** The text of a file: UTF-8, or UTF-16 as PowerShell writes what a command prints into a file. */
export function decoded(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
}
