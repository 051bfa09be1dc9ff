import type {
  Analysis,
  ClusterState,
  Judged,
  JudgedService,
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

/** What is known of a service that was judged. */
interface Known {
  readonly hash: string;
  /** What previews read of the posture. */
  readonly judged: JudgedService;
  remediesHash?: string;
}

/** The postures that were reported, and what is new since. */
export class KnownPostures {
  readonly #analysis: Analysis;
  readonly #known = new Map<string, Known>();
  /** Services whose remedies have to be worked out; those that need one most come first. */
  readonly #urgent = new Set<string>();
  readonly #due = new Set<string>();

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

  /** Judges what changes have touched since it was last called. */
  async refresh(breather: Breather): Promise<{
    readonly changed: readonly PostureRecord[];
    readonly removed: readonly ServiceKey[];
  }> {
    const changed: PostureRecord[] = [];
    const removed: ServiceKey[] = [];
    for (const key of this.#analysis.affected()) {
      const posture = this.#analysis.judge(key);
      const name = nameOf(key);
      if (posture) {
        const record = toRecord(posture);
        if (this.#isNew(name, record, posture)) changed.push(record);
      } else if (this.#known.delete(name)) {
        removed.push(key);
      }
      await breather.breathe();
    }
    return { changed, removed };
  }

  /** Works out remedies until there are some to report, or something else is due. */
  async workOutRemedies(
    isInterrupted: () => boolean,
  ): Promise<readonly RemediesRecord[]> {
    const breather = new Breather();
    const found: RemediesRecord[] = [];
    while (this.#analysis.settleSome()) {
      if (isInterrupted()) return found;
      await breather.breathe();
    }
    for (const key of this.#analysis.staleRemedies) this.#due.add(nameOf(key));
    while (found.length < REMEDIES_AT_ONCE && !isInterrupted()) {
      const name = this.#nextDue();
      if (name === undefined) break;
      const record = this.#remediesOf(name);
      if (record) found.push(record);
      await breather.breathe();
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

  #remediesOf(name: string): RemediesRecord | undefined {
    const known = this.#known.get(name);
    if (!known) return undefined;
    const key = keyOf(name);
    const record = toRemediesRecord(key, this.#analysis.remedies(key));
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
