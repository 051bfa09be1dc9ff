import { Reader } from 'protobufjs/minimal';
import type { Message } from './message';
import { envelope, messageOf } from './messages';
import { ProtobufError, readMessage } from './readMessage';

/**
 * What every message of Kubernetes begins with, so that it is told from JSON: k8s.io/apimachinery,
 * pkg/runtime/serializer/protobuf/protobuf.go.
 */
export const MAGIC = Buffer.from('k8s\0');

/** Throws when bytes do not begin as Kubernetes' messages do. */
export function checkMagic(bytes: Buffer): void {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new ProtobufError('it does not begin with k8s');
  }
}

/** Reads a message of which these bytes are all. Throws {@link ProtobufError} for anything else. */
export function decode<T>(bytes: Buffer, type: Message): T {
  try {
    return readMessage(Reader.create(bytes), type, bytes.length) as T;
  } catch (error) {
    // What leads out of the bytes is a RangeError of the reader.
    throw error instanceof ProtobufError
      ? error
      : new ProtobufError(String(error));
  }
}

interface Envelope {
  readonly typeMeta?: TypeMeta;
  readonly raw?: Buffer;
}

/** Which type of object is in an envelope. */
export interface TypeMeta {
  readonly apiVersion?: string;
  readonly kind?: string;
}

/** Reads an object in its envelope. */
export function decodeObject(bytes: Buffer): unknown {
  checkMagic(bytes);
  const { typeMeta = {}, raw = Buffer.alloc(0) } = decode<Envelope>(
    bytes.subarray(MAGIC.length),
    envelope,
  );
  return decode(raw, typeOf(typeMeta));
}

/** The message of a type. */
export function typeOf({ apiVersion = '', kind = '' }: TypeMeta): Message {
  const type = messageOf(apiVersion, kind);
  if (type) return type;
  throw new ProtobufError(`${kind} of ${apiVersion} is not known in it`);
}
