import type { Origin } from '@ingress-posture/engine';
import { readFileSync } from 'node:fs';
import { decoded } from './decoded';
import { nameOf } from './manifestObject';
import { lineOf } from './lineOf';
import { NumberedText } from './numberedText';
import { standardInput } from './readManifests';
import { plain, type Place } from './readText';

/** A line that a person can go to. */
export interface Location {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Where objects stand in manifests. Only offsets are kept; the lines of fields are worked out when an output
 * asks for them, by reading the document once more.
 */
export class PlaceBook {
  readonly #places = new Map<string, Place>();
  readonly #texts = new Map<string, NumberedText>();
  #origins: ReadonlyMap<string, Origin> = new Map();

  /** Remembers where an object stands; of two with one name, the last. */
  note(object: unknown, place: Place): void {
    const name = nameOf(object);
    if (name !== undefined) this.#places.set(name, place);
  }

  keepInput(content: string): void {
    this.#texts.set(standardInput, new NumberedText(plain(content)));
  }

  /** What completed objects were made of. */
  follow(origins: ReadonlyMap<string, Origin> = new Map()): void {
    this.#origins = origins;
  }

  /** The line of a field of an object ("Kind namespace/name"), or that of the object where it has no such field. */
  locate(object: string, field = ''): Location | undefined {
    const origin = this.#origins.get(object);
    if (origin) {
      return this.#locate(origin.object, `${origin.templateAt}.${field}`);
    }
    return this.#locate(object, field);
  }

  #locate(object: string, field: string): Location | undefined {
    const place = this.#places.get(object);
    if (!place) return undefined;
    const text = this.#textOf(place.file);
    const line = text === undefined ? 1 : lineOf(text, place, field);
    return { file: place.file, line };
  }

  #textOf(file: string): NumberedText | undefined {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    try {
      const text = new NumberedText(plain(decoded(readFileSync(file))));
      this.#texts.set(file, text);
      return text;
    } catch {
      return undefined; // It has gone since it was read.
    }
  }
}
