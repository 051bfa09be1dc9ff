import type { ObjectPlace } from '@ingress-posture/plugin-ingress-posture-common';
import { manifestName } from '../clusters/manifests/manifest';

/** Where objects are written down, by their names as evidence has them. */
export type ObjectPlaces = Readonly<Record<string, ObjectPlace>>;

/** Where a source says that objects are written down. Also of kinds that no rule reads: people change them. */
export class KnownPlaces {
  readonly #places = new Map<string, ObjectPlace>();
  #isNews = false;

  /** Takes over an object's place, or that it has none. Whether that is another than before. */
  note(object: unknown, place: ObjectPlace | undefined): boolean {
    const name = manifestName(object);
    if (name === undefined) return false;
    const { file, line } = this.#places.get(name) ?? {};
    if (file === place?.file && line === place?.line) return false;
    if (place) this.#places.set(name, place);
    else this.#places.delete(name);
    this.#isNews = true;
    return true;
  }

  /** All of them, when they are others than those that were asked for last. */
  refresh(): ObjectPlaces | undefined {
    if (!this.#isNews) return undefined;
    this.#isNews = false;
    return Object.fromEntries(this.#places);
  }
}
