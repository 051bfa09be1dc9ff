import type { WatchEvent } from '../WireForm';
import { ByteStream, EndedEarlyError } from './ByteStream';
import { decode, decodeObject } from './envelope';
import { watchEvent } from './messages';

// k8s.io/apimachinery/pkg/util/framer: the length of a frame before it, big-endian.
const LENGTH_BYTES = 4;

/**
 * The event of each frame as it ends. What comes after the last frame is left out: a connection that
 * ends in the middle of an object has not brought it.
 */
export async function* protobufEvents(
  body: AsyncIterable<Buffer>,
): AsyncIterable<WatchEvent> {
  const bytes = new ByteStream(body);
  try {
    for (;;) {
      const frame = await nextFrame(bytes);
      if (!frame) return;
      yield eventOf(frame);
    }
  } finally {
    await bytes.close();
  }
}

function eventOf(frame: Buffer): WatchEvent {
  const { type = '', object } = decode<{
    type?: string;
    object?: { raw?: Buffer };
  }>(frame, watchEvent);
  return { type, object: decodeObject(object?.raw ?? Buffer.alloc(0)) };
}

async function nextFrame(bytes: ByteStream): Promise<Buffer | undefined> {
  try {
    if (await bytes.isAtEnd()) return undefined;
    const length = (await bytes.take(LENGTH_BYTES)).readUInt32BE();
    return await bytes.take(length);
  } catch (error) {
    if (error instanceof EndedEarlyError) return undefined;
    throw error;
  }
}
