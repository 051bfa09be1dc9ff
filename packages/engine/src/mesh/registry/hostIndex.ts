// Host names, some of them wildcards, looked up without going through all of them.
import { isWild } from './hostName';

/** A wildcard takes every name that ends like it: `*.example.com`, `*-canary.example.com`, `*`. */
export class HostIndex {
  readonly #hosts: ReadonlySet<string>;
  /** Lengths that wildcards have, longest first. */
  readonly #lengths: readonly number[];
  #byEnd: readonly ByEnd[] | undefined;

  constructor(hosts: Iterable<string>) {
    this.#hosts = new Set(hosts);
    const wild = [...this.#hosts].filter(isWild).map(host => host.length);
    this.#lengths = [...new Set(wild)].sort((a, b) => b - a);
  }

  /** The host that fits a name best: itself, else the longest wildcard that takes all of it. */
  best(name: string): string | undefined {
    if (this.#hosts.has(name)) return name;
    return this.#lengths
      .map(length => wildcardOver(name, length))
      .find(pattern => pattern !== undefined && this.#hosts.has(pattern));
  }

  /** Wildcards that take all of a name, or of another wildcard, longest first; itself is none of them. */
  over(name: string): readonly string[] {
    return this.#lengths
      .map(length => wildcardOver(name, length))
      .filter((pattern): pattern is string => pattern !== undefined)
      .filter(pattern => this.#hosts.has(pattern));
  }

  /** Hosts that have a name in common with this one: itself, wider ones, narrower ones. */
  overlapping(name: string): readonly string[] {
    const own = this.#hosts.has(name) ? [name] : [];
    return [...own, ...this.over(name), ...this.#narrower(name)];
  }

  /** Whether there is such a host. */
  overlaps(name: string): boolean {
    return this.best(name) !== undefined || this.#narrower(name).length > 0;
  }

  /** What a name and the hosts have in common: of each pair the narrower one. */
  common(name: string): readonly string[] {
    const narrower = this.#narrower(name);
    return this.best(name) === undefined ? narrower : [name, ...narrower];
  }

  // All that end alike stand together once they are sorted from their ends.
  #narrower(name: string): readonly string[] {
    if (!isWild(name)) return [];
    this.#byEnd ??= [...this.#hosts].map(byEnd).sort(compare);
    const end = reversed(name.slice(1));
    const found: string[] = [];
    for (let at = firstFrom(this.#byEnd, end); at < this.#byEnd.length; at++) {
      const { backwards, host } = this.#byEnd[at];
      if (!backwards.startsWith(end)) break;
      if (host !== name) found.push(host);
    }
    return found;
  }
}

interface ByEnd {
  readonly host: string;
  readonly backwards: string;
}

function byEnd(host: string): ByEnd {
  return { host, backwards: reversed(isWild(host) ? host.slice(1) : host) };
}

function compare(a: ByEnd, b: ByEnd): number {
  if (a.backwards === b.backwards) return 0;
  return a.backwards < b.backwards ? -1 : 1;
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}

/** The wildcard of a length that takes every name of this one, other than itself. */
function wildcardOver(name: string, length: number): string | undefined {
  const bare = isWild(name) ? name.slice(1) : name;
  const longest = isWild(name) ? bare.length : bare.length + 1;
  return length > longest
    ? undefined
    : `*${bare.slice(bare.length - length + 1)}`;
}

function firstFrom(sorted: readonly ByEnd[], end: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle].backwards < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
