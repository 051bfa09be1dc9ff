import type { FindingCode } from '../messages';

/** What stands in a cluster: pieces of __fixtures__ or of the truth table, a case of the demo, a kind that is forbidden. */
export interface Given {
  readonly pieces?: readonly string[];
  readonly demo?: string;
  readonly forbidden?: { readonly group: string; readonly kind: string };
}

export interface FindingCase {
  readonly code: FindingCode;
  /** To be read after "is found of" or "is not found of". */
  readonly name: string;
  readonly found: boolean;
  readonly given: Given;
}

type Named = Readonly<Record<string, Given | readonly string[]>>;

/** The cases of one code: those where it is found, and near misses. Bare lists are names of pieces. */
export function casesOf(
  code: FindingCode,
  found: Named,
  near: Named,
): readonly FindingCase[] {
  const all = (cases: Named, isFound: boolean): readonly FindingCase[] =>
    Object.entries(cases).map(([name, given]) => ({
      code,
      name,
      found: isFound,
      given: isList(given) ? { pieces: given } : given,
    }));
  return [...all(found, true), ...all(near, false)];
}

function isList(given: Given | readonly string[]): given is readonly string[] {
  return Array.isArray(given);
}
