import type { Derived, Question } from './derived';
import { sameValue } from './sameValue';

/** Of a source that nobody has read since it changed. */
export const unread = Symbol('unread');

/**
 * Something that answers are made from: an object's place, a list of an index, a whole kind, whether a
 * kind can be read, an entry of a derived table, another answer. Its identity is what counts.
 */
export class Source {
  /** Of an answer, what it was last. */
  answered?: Answered = undefined;
  /** Of an answer that is a table, the entries that somebody read. */
  entries?: Map<string, Source> = undefined;
  /** Of such an entry, that answer. */
  table?: Source = undefined;
  /** Of a whole, what it stands for. */
  parts?: ReadonlySet<Source> = undefined;
  /** Of an object's place or a list, what the original has there: whoever notes it need not look for it, too. */
  held: unknown = unread;
  /** Of a derived value, or of an entry of a table, which that is. */
  derived?: DerivedPlace = undefined;
  /** The last time that somebody noted it. */
  noting = 0;
  /** The last time that somebody noted all that it was made from. */
  notingOrigins = 0;
}

/** A derived value, or the entry of a table under a key. */
export interface DerivedPlace {
  readonly from: Derived<unknown>;
  readonly key?: string;
}

/** An answer as it was last: the gist of it, and what it was made from. */
export interface Answered {
  readonly question: Question<unknown>;
  readonly gist: unknown;
  /** Whether the gist is all that was answered, so that it stands for the answer for as long as that is kept. */
  readonly isWhole: boolean;
  readonly read: ReadonlySet<Source>;
}

/** The sources that a derived value is: as a whole, and by entry where it is a table. */
export interface DerivedSources {
  readonly whole: Source;
  readonly entries: Map<string, Source>;
}

/** What of an answer is another, where its gist is this now: of a table, the entries that are. */
export function othersOf(source: Source, now: unknown): readonly Source[] {
  const { entries, answered } = source;
  const before = answered?.gist;
  if (!entries || !(before instanceof Map) || !(now instanceof Map)) {
    return [source];
  }
  const others = [...entries].filter(
    ([key]) => !sameValue(before.get(key), now.get(key)),
  );
  return [source, ...others.map(([, entry]) => entry)];
}

const knownOthers = new WeakMap<ReadonlySet<Source>, readonly Source[]>();

/** Of what was read, what stands for something that was made from other reads. */
export function madeFromOthers(read: ReadonlySet<Source>): readonly Source[] {
  const known = knownOthers.get(read);
  if (known) return known;
  const found = [...read].filter(
    one => one.derived ?? one.answered ?? one.table ?? one.parts,
  );
  knownOthers.set(read, found);
  return found;
}
