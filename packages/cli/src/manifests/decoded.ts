import { gunzipSync } from 'node:zlib';

/**
 * The text of a file: UTF-8, or UTF-16 in either order of its bytes, as the mark at its start says (PowerShell writes
 * so what a command prints into a file); unpacked where gzip packed it.
 */
export function decoded(bytes: Buffer): string {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return decoded(gunzipSync(bytes));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const pairs = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return Buffer.from(pairs).swap16().toString('utf16le');
  }
  return bytes.toString('utf8');
}
