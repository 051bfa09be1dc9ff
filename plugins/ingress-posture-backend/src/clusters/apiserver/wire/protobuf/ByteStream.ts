import { ProtobufError } from './readMessage';

// What client-go takes of an object: maxBytes in k8s.io/apimachinery/pkg/runtime/serializer/streaming.
const LARGEST = 16 * 1024 * 1024;

/** A body ended where there should have been more. */
export class EndedEarlyError extends Error {
  constructor() {
    super('the answer ended in the middle of an object');
    this.name = 'EndedEarlyError';
  }
}

/** The bytes of a body, to be taken in the pieces that they were written in. */
export class ByteStream {
  readonly #source: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;
  /** How many bytes were taken. */
  position = 0;

  constructor(body: AsyncIterable<Buffer>) {
    this.#source = body[Symbol.asyncIterator]();
  }

  /** Lets go of the body: nothing more is read of it. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  /** Whether nothing comes any more; waits for it. */
  async isAtEnd(): Promise<boolean> {
    while (this.#at === this.#chunk.length) {
      const { done, value } = await this.#source.next();
      if (done) return true;
      this.#chunk = value;
      this.#at = 0;
    }
    return false;
  }

  /** So many bytes in one piece. */
  async take(length: number): Promise<Buffer> {
    if (length > LARGEST) {
      throw new ProtobufError(`an object of ${length} bytes is none`);
    }
    const first = this.#takeHere(length);
    if (first.length === length) return first;
    const pieces = [first];
    for (let missing = length - first.length; missing > 0; ) {
      if (await this.isAtEnd()) throw new EndedEarlyError();
      const piece = this.#takeHere(missing);
      missing -= piece.length;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  /** Passes over so many bytes. */
  async skip(length: number): Promise<void> {
    for (let missing = length; missing > 0; ) {
      if (await this.isAtEnd()) throw new EndedEarlyError();
      missing -= this.#takeHere(missing).length;
    }
  }

  /** A number in as many bytes as it needs. */
  async varint(): Promise<number> {
    let value = 0;
    for (let factor = 1; factor < 2 ** 49; factor *= 128) {
      const [byte] = await this.take(1);
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new ProtobufError('a number does not end');
  }

  #takeHere(most: number): Buffer {
    const piece = this.#chunk.subarray(this.#at, this.#at + most);
    this.#at += piece.length;
    this.position += piece.length;
    return piece;
  }
}
