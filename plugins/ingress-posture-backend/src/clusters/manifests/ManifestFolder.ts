import { ManifestError, parseManifests } from '@ingress-posture/engine';
import type { ObjectPlace } from '@ingress-posture/plugin-ingress-posture-common';
import type { ClusterSink } from '@ingress-posture/plugin-ingress-posture-node';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { manifestKey } from './manifest';

// As many as somebody reads in one sentence.
const MOST_PROBLEMS = 3;

interface Written {
  readonly object: unknown;
  readonly place: ObjectPlace;
}

type FileObjects = ReadonlyMap<string, Written>;

/**
 * What each file of a folder holds. Reading a file again hands over the difference to what it held;
 * a file that cannot be read keeps what it held.
 */
export class ManifestFolder {
  readonly #path: string;
  readonly #sink: ClusterSink;
  readonly #files = new Map<string, FileObjects>();
  readonly #problems = new Map<string, string>();

  constructor(path: string, sink: ClusterSink) {
    this.#path = path;
    this.#sink = sink;
  }

  /** Reads a file that was added, changed or deleted. */
  async read(file: string): Promise<void> {
    const name = relative(this.#path, file);
    try {
      const { objects, lines, errors } = parseManifests(
        await readFile(file, 'utf8'),
        name,
      );
      if (errors.length > 0) {
        this.#problems.set(file, describe(errors[0]));
        return;
      }
      const written = objects.map((object, index) => ({
        object,
        place: { file: name, line: lines[index] },
      }));
      this.#replace(file, written);
    } catch (error) {
      if (!isMissing(error)) {
        this.#problems.set(file, `${name}: ${error}`);
        return;
      }
      this.#replace(file, []);
    }
    this.#problems.delete(file);
  }

  /** Tells the sink whether all files could be read. */
  report(): void {
    const problems = [...this.#problems.values()].sort();
    if (problems.length === 0) {
      this.#sink.synced();
      return;
    }
    const what = problems.length === 1 ? 'this file' : 'these files';
    const said = problems.slice(0, MOST_PROBLEMS);
    const more = problems.length - said.length;
    if (more > 0) said.push(`and ${more} more`);
    this.#sink.failed(
      `${said.join('; ')}. What was last read from ${what} is used until ${
        problems.length === 1 ? 'it is' : 'they are'
      } corrected.`,
    );
  }

  #replace(file: string, objects: readonly Written[]): void {
    const before: FileObjects = this.#files.get(file) ?? new Map();
    const after = byKey(objects);
    if (after.size > 0) {
      this.#files.set(file, after);
    } else {
      this.#files.delete(file);
    }
    for (const [key, written] of after) {
      if (!isSame(before.get(key), written)) {
        this.#sink.upsert(written.object, written.place);
      }
    }
    for (const [key, { object }] of before) {
      if (!after.has(key)) {
        this.#giveUp(key, object);
      }
    }
  }

  // An object that is moved to another file is in both for a moment.
  #giveUp(key: string, object: unknown): void {
    for (const other of this.#files.values()) {
      const still = other.get(key);
      if (still) {
        this.#sink.upsert(still.object, still.place);
        return;
      }
    }
    this.#sink.remove(object);
  }
}

function byKey(objects: readonly Written[]): FileObjects {
  return new Map(
    objects.flatMap(written => {
      const key = manifestKey(written.object);
      return key === undefined ? [] : [[key, written] as const];
    }),
  );
}

function isSame(one: Written | undefined, other: Written): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException)?.code === 'ENOENT';
}

function describe({ file, document, line, message }: ManifestError): string {
  return `${file}, document ${document}, line ${line}: ${message}`;
}
