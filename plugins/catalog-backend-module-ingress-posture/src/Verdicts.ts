import type {
  EntityVerdicts,
  Verdict,
} from '@ingress-posture/plugin-ingress-posture-common';

/** What an entity was given last, and how often it was to be given another since. */
interface Given {
  readonly verdict: Verdict | undefined;
  readonly wanted?: Verdict;
  readonly asked: number;
  /** When it was processed last. */
  readonly at: number;
}

// A request is lost on an entity that is being processed for the first time; one that another replica
// of the catalog fulfils is not seen to be.
const ASKED_AT_MOST = 3;
// The catalog processes every entity again, after some minutes unless it is told otherwise.
const GONE_AFTER_MS = 24 * 60 * 60 * 1000;

/** The last known verdicts on all entities, and what each entity was given of them. */
export class Verdicts {
  #known: ReadonlyMap<string, Verdict> = new Map();
  /** Whether an entity that is not known has no services. */
  #complete = false;
  readonly #given = new Map<string, Given>();

  /** How many entities are remembered. */
  get size(): number {
    return this.#given.size;
  }

  /** The verdict to write onto an entity; `remembered` is what it had when it was processed before. */
  give(
    entityRef: string,
    remembered: Verdict | undefined,
  ): Verdict | undefined {
    const verdict = this.#current(entityRef, remembered);
    this.#given.set(entityRef, { verdict, asked: 0, at: Date.now() });
    return verdict;
  }

  /** The entity claims no services any more. */
  forget(entityRef: string): void {
    this.#given.delete(entityRef);
  }

  /** Takes over an answer of the backend. While that does not know all, what it misses stays. */
  update({ items, complete }: EntityVerdicts): void {
    const answered = items.map(
      ({ entityRef, mode, posture }): [string, Verdict] => [
        entityRef,
        { mode, posture },
      ],
    );
    this.#known = new Map(complete ? answered : [...this.#known, ...answered]);
    this.#complete ||= complete;
  }

  /** The entities that were given another verdict than they should have: to be processed again. */
  takeOutdated(): readonly string[] {
    const outdated: string[] = [];
    for (const [entityRef, given] of this.#given) {
      const wanted = this.#current(entityRef, given.verdict);
      if (isSame(wanted, given.verdict)) {
        if (isGone(given)) this.#given.delete(entityRef);
        continue;
      }
      const asked = isSame(wanted, given.wanted) ? given.asked : 0;
      if (asked < ASKED_AT_MOST) {
        this.#given.set(entityRef, { ...given, wanted, asked: asked + 1 });
        outdated.push(entityRef);
      } else if (wanted === undefined) {
        // Nothing tells of entities that are deleted: the backend knows them no more, and nobody processes them.
        this.#given.delete(entityRef);
      }
    }
    return outdated;
  }

  /** Takes it back that these were to be processed again: nobody was asked. */
  putBack(entityRefs: readonly string[]): void {
    for (const entityRef of entityRefs) {
      const given = this.#given.get(entityRef);
      if (!given || given.asked === 0) continue;
      this.#given.set(entityRef, { ...given, asked: given.asked - 1 });
    }
  }

  #current(entityRef: string, before: Verdict | undefined) {
    return this.#known.get(entityRef) ?? (this.#complete ? undefined : before);
  }
}

/**
 * Whether an entity that has no verdict was not processed for so long that it was deleted, of which nothing
 * tells. If another replica of the catalog has it, it gets its verdict when it is processed next.
 */
function isGone({ verdict, at }: Given): boolean {
  return verdict === undefined && Date.now() - at > GONE_AFTER_MS;
}

/** Whether two verdicts say the same. */
export function isSame(
  one: Verdict | undefined,
  other: Verdict | undefined,
): boolean {
  return one?.mode === other?.mode && one?.posture === other?.posture;
}
