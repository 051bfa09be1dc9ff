import type { ClusterState } from './clusterState';
import type { Copied } from './copied';
import type { Question } from './derived';
import type { Pieces } from './pieces';
import type { Source } from './source';

/** What of an original the answers of its copies rest on. */
export interface CopiedAnswers {
  readonly copied: Copied;
  readonly original: Answers;
}

interface Answer {
  readonly value: unknown;
  readonly read: ReadonlySet<Source>;
}

interface KnownAnswer {
  readonly source: Source;
  readonly value: unknown;
}

/** The answers of one state to the questions that were asked of it, for as long as nothing changes. */
export class Answers {
  readonly #state: ClusterState;
  readonly #copied: CopiedAnswers | undefined;
  /** Those whose reads were noted, and others. */
  readonly #noted = new Map<Source, unknown>();
  readonly #unnoted = new Map<string, unknown>();
  /** Of a copy, the same with what they read. */
  readonly #inCopy = new Map<string, Answer>();
  /** The version of the state that they are of. */
  #version = 0;

  constructor(state: ClusterState, copied?: CopiedAnswers) {
    this.#state = state;
    this.#copied = copied;
  }

  /** An answer. In a copy whoever asks depends on all that it read, in the original on its gist. */
  ask<T>(question: Question<T>): T {
    this.#forgetOld();
    if (!this.#state.reads.noting) return this.#askUnnoted(question);
    return this.#copied ? this.#askInCopy(question) : this.#askNoted(question);
  }

  /** Works an answer out in pieces, and keeps it; at once where it is known, or where this is a copy. */
  *prepare<T>(question: Question<T>): Pieces<T> {
    this.#forgetOld();
    const { reads } = this.#state;
    const atOnce = () => this.#state.prepare(question);
    if (this.#copied || this.#known(question)) return atOnce();
    if (question.prepare) {
      yield* reads.pieces(new Set(), question.prepare(this.#state));
    }
    if (!question.inPieces) return atOnce();
    const read = new Set<Source>();
    const value = yield* reads.pieces(read, question.inPieces(this.#state));
    reads.apart(() => this.#keep(question, value, read));
    return value;
  }

  #forgetOld(): void {
    const { version } = this.#state;
    if (this.#version === version) return;
    this.#noted.clear();
    this.#unnoted.clear();
    this.#inCopy.clear();
    this.#version = version;
  }

  #askUnnoted<T>({ key, answer }: Question<T>): T {
    // Keys are long, and looking one up costs more than most answers.
    const known = this.#unnoted.get(key);
    if (known !== undefined || this.#unnoted.has(key)) return known as T;
    const value = answer(this.#state);
    this.#unnoted.set(key, value);
    return value;
  }

  #askNoted<T>(question: Question<T>): T {
    const { reads } = this.#state;
    const known = this.#known(question);
    if (known) {
      reads.again([known.source]);
      return known.value as T;
    }
    const { value, read } = reads.apart(() => question.answer(this.#state));
    this.#keep(question, value, read);
    return value;
  }

  /** Whoever asks a copy depends on all that its answer read: only in the original are gists compared. */
  #askInCopy<T>(question: Question<T>): T {
    const { value, read } =
      this.#knownInCopy(question) ?? this.#answerInCopy(question);
    this.#state.reads.origins(read);
    return value as T;
  }

  #answerInCopy<T>({ key, answer }: Question<T>): Answer {
    const answered = this.#state.reads.apart(() => answer(this.#state));
    this.#inCopy.set(key, answered);
    return answered;
  }

  /** What this copy has answered before, or what it was made of has, where nothing that was read is another here. */
  #knownInCopy(question: Question<unknown>): Answer | undefined {
    this.#forgetOld();
    if (!this.#copied) return this.#answeredBefore(question);
    const known = this.#inCopy.get(question.key);
    if (known) return known;
    const { copied, original } = this.#copied;
    if (question.holdsState || !copied.isOriginalUnchanged) return undefined;
    const answered = original.#knownInCopy(question);
    if (!answered || !copied.isSameAsRead(answered.read)) return undefined;
    this.#inCopy.set(question.key, answered);
    return answered;
  }

  #answeredBefore(question: Question<unknown>): Answer | undefined {
    const known = this.#known(question);
    const read = known?.source.answered?.read;
    return known && read && { value: known.value, read };
  }

  /** An answer that was given before and is the same still. */
  #known({ key, late }: Question<unknown>): KnownAnswer | undefined {
    const { reads } = this.#state;
    const source = reads.answerTo(key);
    if (!source?.answered) return undefined;
    const { gist, isWhole } = source.answered;
    if ((late || isWhole) && reads.isKept(source)) {
      return { source, value: gist };
    }
    return this.#noted.has(source)
      ? { source, value: this.#noted.get(source) }
      : undefined;
  }

  #keep<T>(question: Question<T>, value: T, read: ReadonlySet<Source>): void {
    const gist = question.gist(value);
    const isWhole = gist === value;
    const { reads } = this.#state;
    this.#noted.set(reads.answer({ question, gist, isWhole, read }), value);
  }
}
