import type { KubeObject } from './meta';
import type { KindDefinition } from './kindDefinition';
import type { ObjectIndex } from './objectIndex';
import type { Reads } from './reads';
import type { Source } from './source';

/** An object in a copy, and the one in its place in the original. */
export interface Replaced {
  readonly before: KubeObject | undefined;
  readonly after: KubeObject | undefined;
  /** Nothing is another of it but what lists alone are asked for. */
  readonly isRestAlone: boolean;
}

interface ReplacedOfKind {
  readonly kind: KindDefinition;
  readonly byName: Map<string, Replaced>;
}

/** The objects that are others in a copy of a state than in what it was made of. */
export class ReplacedObjects {
  readonly #byKind = new Map<string, ReplacedOfKind>();

  /** Puts down what has come in the place of what was there until now. */
  put(kind: KindDefinition, name: string, now: Replaced): void {
    const { byName } = this.#byKind.get(kind.key) ?? {
      byName: new Map<string, Replaced>(),
    };
    const first = byName.get(name);
    byName.set(name, {
      before: first ? first.before : now.before,
      after: now.after,
      isRestAlone: now.isRestAlone && first?.isRestAlone !== false,
    });
    this.#byKind.set(kind.key, { kind, byName });
  }

  /** What anybody has read that is not the same in the copy: whole kinds, objects, lists that they are in. */
  *sources(reads: Reads): Iterable<Source> {
    for (const { kind, byName } of this.#byKind.values()) {
      const whole = reads.ofKind(kind.key);
      if (whole) yield whole;
      for (const [name, one] of byName) {
        if (!one.isRestAlone) yield* reads.ofObject(kind.key, name);
      }
      for (const index of reads.indexesOf(kind)) {
        yield* listsWith(reads, index, [...byName.values()]);
      }
    }
  }
}

function* listsWith(
  reads: Reads,
  index: ObjectIndex,
  replaced: readonly Replaced[],
): Iterable<Source> {
  for (const { before, after } of replaced) {
    for (const object of [before, after]) {
      for (const key of object ? index.keysOf(object) : []) {
        const list = reads.ofList(index, key);
        if (list) yield list;
      }
    }
  }
}
