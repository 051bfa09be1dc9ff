import { gunzipSync } from 'node:zlib';

/** The text of a file: UTF-8, or UTF-16 as PowerShell writes what a command prints into a file; unpacked where gzip packed it. */
export function decoded(bytes: Buffer): string {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return decoded(gunzipSync(bytes));
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
}
