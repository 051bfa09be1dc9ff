import type { Reader } from 'protobufjs/minimal';

// Of what is short, much comes again and again: names of ports, labels, images, variables.
const LONGEST = 64;
const SLOTS = 8192;
const known: string[] = new Array(SLOTS).fill('');

/**
 * Reads text up to `end`. Short text that was read lately is found again by its bytes: quicker than to
 * decode it, and all objects that have it share it.
 */
export function readText(reader: Reader, end: number): string {
  const { buf, pos } = reader;
  reader.pos = end;
  const length = end - pos;
  if (length > LONGEST) return decode(buf, pos, end);
  let hash = length;
  for (let at = pos; at < end; at += 1) hash = (hash * 31 + buf[at]) | 0;
  const slot = hash & (SLOTS - 1);
  const text = known[slot];
  if (isOf(text, buf, pos, length)) return text;
  return (known[slot] = decode(buf, pos, end));
}

/** Text has as many characters as bytes, and the same, where it is nothing but ASCII; else it is not found. */
function isOf(text: string, bytes: Uint8Array, start: number, length: number) {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at += 1) {
    if (text.charCodeAt(at) !== bytes[start + at]) return false;
  }
  return true;
}

function decode(bytes: Uint8Array, start: number, end: number): string {
  return (bytes as Buffer).toString('utf8', start, end);
}
