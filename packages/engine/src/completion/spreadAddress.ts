/** A number from 0 to `size` - 1 for a name: the same for the same name, whatever else there is (FNV-1a). */
export function spread(name: string, size: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash ^= name.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  // The low bits alone would be alike for names that differ in their last letter.
  hash ^= hash >>> 15;
  return (hash >>> 0) % size;
}

/**
 * Addresses of one network for names. A name gets the same one in every run, unless somebody has it, and
 * then the next that is free.
 */
export class AddressBook {
  readonly #taken: Set<string>;
  readonly #network: readonly [number, number];

  constructor(network: readonly [number, number], taken: Iterable<string>) {
    this.#network = network;
    this.#taken = new Set(taken);
  }

  addressOf(name: string): string {
    const size = 0xfffe;
    const [a, b] = this.#network;
    const first = spread(name, size);
    for (let step = 0; step < size; step += 1) {
      const host = ((first + step) % size) + 1;
      const address = `${a}.${b}.${host >> 8}.${host & 255}`;
      if (this.#taken.has(address)) continue;
      this.#taken.add(address);
      return address;
    }
    return `${a}.${b}.255.255`;
  }
}
