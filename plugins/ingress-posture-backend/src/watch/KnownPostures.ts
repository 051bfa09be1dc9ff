import type {
  Analysis,
  ClusterState,
  Judged,
  JudgedService,
  Remedy,
} from '@ingress-posture/engine';
import {
  PostureRecord,
  RemediesRecord,
  toRecord,
  toRemediesRecord,
} from '../postures/PostureRecord';
import { Breather } from './Breather';
import { withoutProof } from './withoutProof';
import type { ServiceKey } from './clusterReport';

// Enough for one write, few enough to be shown soon.
const REMEDIES_AT_ONCE = 50;
// Who was put aside so often, by changes that came meanwhile, is worked out without a rest.
const MOST_INTERRUPTIONS = 5;

/** What is known of a service that was judged. */
interface Known {
  readonly hash: string;
  /** What previews read of the posture. */
  readonly judged: JudgedService;
  remediesHash?: string;
}

/** What is new since postures were asked for last. */
export interface Refreshed {
  readonly changed: readonly PostureRecord[];
  readonly removed: readonly ServiceKey[];
}

/** The postures that were reported, and what is new since. */
export class KnownPostures {
  readonly #analysis: Analysis;
  readonly #known = new Map<string, Known>();
  /** Services whose remedies have to be worked out; those that need one most come first. */
  readonly #urgent = new Set<string>();
  readonly #due = new Set<string>();
  /** How often work on the remedies of a service was put aside. */
  readonly #interruptions = new Map<string, number>();
  /** Services that were left to be judged when something else was due. */
  #waiting: ReadonlySet<string> = new Set();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  get size(): number {
    return this.#known.size;
  }

  /** What previews read of all postures. */
  get judged(): readonly JudgedService[] {
    return [...this.#known.values()].map(({ judged }) => judged);
  }

  get keys(): readonly ServiceKey[] {
    return [...this.#known.keys()].map(keyOf);
  }

  /** The services whose posture may be another in a copy of the state. */
  affectedIn(copy: ClusterState): readonly ServiceKey[] {
    this.#analysis.affected();
    return this.#analysis.affectedIn(copy);
  }

  /**
   * Judges what changes have touched since it was last called, until something else is due: there is more
   * then. Who is touched by a change that has come meanwhile is judged first the next time.
   */
  async refresh(
    isInterrupted: () => boolean,
  ): Promise<Refreshed & { readonly more: boolean }> {
    const breather = new Breather();
    const changed: PostureRecord[] = [];
    const removed: ServiceKey[] = [];
    const waiting = this.#newFirst(this.#analysis.affected());
    while (waiting.length > 0 && !isInterrupted()) {
      const key = waiting.shift()!;
      const posture = this.#analysis.judge(key);
      const name = nameOf(key);
      if (posture) {
        const record = toRecord(posture);
        if (this.#isNew(name, record, posture)) changed.push(record);
      } else if (this.#known.delete(name)) {
        this.#interruptions.delete(name);
        removed.push(key);
      }
      await breather.breathe();
    }
    this.#waiting = new Set(waiting.map(nameOf));
    return { changed, removed, more: waiting.length > 0 };
  }

  #newFirst(affected: readonly ServiceKey[]): ServiceKey[] {
    const isNew = (key: ServiceKey) => !this.#waiting.has(nameOf(key));
    return [...affected.filter(isNew), ...affected.filter(key => !isNew(key))];
  }

  /** Works out remedies until there are some to report, or something else is due. */
  async workOutRemedies(
    isInterrupted: () => boolean,
  ): Promise<readonly RemediesRecord[]> {
    const breather = new Breather();
    const found: RemediesRecord[] = [];
    // In a turn that no calm has come for, there may be changes since the last batch.
    this.#analysis.affected();
    while (this.#analysis.settleSome()) {
      await breather.breathe();
      if (isInterrupted()) return found;
    }
    for (const key of this.#analysis.staleRemedies) this.#due.add(nameOf(key));
    while (found.length < REMEDIES_AT_ONCE && !isInterrupted()) {
      const name = this.#nextDue();
      if (name === undefined) break;
      const remedies = await this.#remediesOf(name, breather);
      if (!remedies) {
        this.#putAside(name);
        break;
      }
      const record = this.#recordOf(name, remedies);
      if (record) found.push(record);
    }
    return found;
  }

  #isNew(
    name: string,
    { hash, posture }: PostureRecord,
    judged: Judged,
  ): boolean {
    if (this.#known.get(name)?.hash === hash) return false;
    this.#known.set(name, { hash, judged: withoutProof(judged) });
    const isProblem = posture === 'rejected' || posture === 'plaintext';
    (isProblem ? this.#urgent : this.#due).add(name);
    return true;
  }

  /** Undefined when something has changed before they were all worked out. */
  async #remediesOf(
    name: string,
    breather: Breather,
  ): Promise<readonly Remedy[] | undefined> {
    const key = keyOf(name);
    if ((this.#interruptions.get(name) ?? 0) >= MOST_INTERRUPTIONS) {
      return this.#analysis.remedies(key);
    }
    const work = this.#analysis.remediesInPieces(key);
    let piece = work.next();
    while (!piece.done) {
      if (breather.isDue) await breather.breathe();
      piece = work.next();
    }
    await breather.breathe();
    return piece.value;
  }

  #putAside(name: string): void {
    this.#interruptions.set(name, (this.#interruptions.get(name) ?? 0) + 1);
    this.#urgent.add(name);
  }

  #recordOf(
    name: string,
    remedies: readonly Remedy[],
  ): RemediesRecord | undefined {
    this.#interruptions.delete(name);
    const known = this.#known.get(name);
    if (!known) return undefined;
    const record = toRemediesRecord(keyOf(name), remedies);
    if (known.remediesHash === record.hash) return undefined;
    known.remediesHash = record.hash;
    return record;
  }

  #nextDue(): string | undefined {
    const [name] = this.#urgent.size > 0 ? this.#urgent : this.#due;
    if (name !== undefined) {
      this.#urgent.delete(name);
      this.#due.delete(name);
    }
    return name;
  }
}

function nameOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}

function keyOf(name: string): ServiceKey {
  const [namespace, ...rest] = name.split('/');
  return { namespace, name: rest.join('/') };
}
