import type { ClusterSink } from '@ingress-posture/plugin-ingress-posture-node';
import { z } from 'zod';
import type { KindToWatch, WatchedKind } from './WatchedKind';

type ObjectSink = Pick<ClusterSink, 'upsert' | 'remove'>;

const named = z.looseObject({ metadata: z.looseObject({ name: z.string() }) });

/** Names under which more of a kind is read, as objects of another kind say: ConfigMaps of Istio's revisions. */
export class FoundNames {
  readonly #kinds: readonly KindToWatch[];
  readonly #onFound: () => void;
  /** By the plural of the kind that is named, names by the object that says so. */
  readonly #found = new Map<string, Map<string, readonly string[]>>();

  /** `onFound` is called when there is a name more, or one less. */
  constructor(kinds: readonly KindToWatch[], onFound: () => void) {
    this.#kinds = kinds.filter(({ namedBy }) => namedBy);
    this.#onFound = onFound;
  }

  /** A sink that looks at what passes where that can be a name. */
  sinkOf({ definition }: WatchedKind, sink: ObjectSink): ObjectSink {
    const { group, kind } = definition;
    const leadsTo = this.#kinds.filter(
      ({ namedBy }) => namedBy?.kind === `${group}/${kind}`,
    );
    if (leadsTo.length === 0) return sink;
    return {
      upsert: object => {
        sink.upsert(object);
        for (const one of leadsTo) {
          this.#take(one, object, one.namedBy?.namesIn(object) ?? []);
        }
      },
      remove: object => {
        sink.remove(object);
        for (const one of leadsTo) this.#take(one, object, []);
      },
    };
  }

  /** What is served, and what was found of it beyond the names that are always read. */
  addTo(served: readonly WatchedKind[]): readonly WatchedKind[] {
    const more = this.#kinds.flatMap(definition => {
      const known = served.find(one => one.definition === definition);
      const found = this.#found.get(definition.plural)?.values() ?? [];
      const names = [...new Set([...found].flat())].filter(
        name => !definition.names?.includes(name),
      );
      return known
        ? names.map(name => ({ ...known, name, isFound: true as const }))
        : [];
    });
    return [...served, ...more];
  }

  #take(
    { plural }: KindToWatch,
    object: unknown,
    names: readonly string[],
  ): void {
    const found =
      this.#found.get(plural) ?? new Map<string, readonly string[]>();
    this.#found.set(plural, found);
    const key = named.parse(object).metadata.name;
    if (sameNames(found.get(key) ?? [], names)) return;
    if (names.length === 0) found.delete(key);
    else found.set(key, names);
    this.#onFound();
  }
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every(name => other.includes(name));
}
