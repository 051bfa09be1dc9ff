import { hostsOverlap, isWild } from '../../mesh';

/** The narrower of two host patterns, null for any; undefined where they have no host in common. */
export function meetingHost(
  a: string | null,
  b: string | null,
): string | null | undefined {
  if (a === null) return b;
  if (b === null) return a;
  if (!hostsOverlap(a, b)) return undefined;
  if (!isWild(a)) return a;
  return !isWild(b) || b.length > a.length ? b : a;
}
