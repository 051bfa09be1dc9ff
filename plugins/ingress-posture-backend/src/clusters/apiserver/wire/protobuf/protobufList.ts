import type { ListMetadata } from '../../kubeObjects';
import { ByteStream } from './ByteStream';
import { checkMagic, decode, MAGIC, TypeMeta, typeOf } from './envelope';
import { listMetadata, typeMeta } from './messages';
import { ProtobufError } from './readMessage';

const LENGTH_DELIMITED = 2;
// In runtime.Unknown, and in every list.
const TYPE_META = 1;
const RAW = 2;
const LIST_METADATA = 1;
const ITEMS = 2;

/**
 * Reads a list as it comes in and hands over each item as it ends, so that never more than one item is
 * held.
 */
export async function readProtobufList(
  body: AsyncIterable<Buffer>,
  take: (item: unknown) => void,
): Promise<ListMetadata> {
  const bytes = new ByteStream(body);
  try {
    return await readEnvelope(bytes, take);
  } finally {
    await bytes.close();
  }
}

async function readEnvelope(
  bytes: ByteStream,
  take: (item: unknown) => void,
): Promise<ListMetadata> {
  checkMagic(await bytes.take(MAGIC.length));
  let type: TypeMeta = {};
  let found: ListMetadata | undefined;
  while (!(await bytes.isAtEnd())) {
    const { number, length } = await nextField(bytes);
    if (number === TYPE_META) {
      type = decode(await bytes.take(length), typeMeta);
    } else if (number === RAW) {
      found = await readItems(bytes, length, type, take);
    } else {
      await bytes.skip(length);
    }
  }
  if (!found) throw new ProtobufError('there is no list in it');
  return found;
}

async function readItems(
  bytes: ByteStream,
  length: number,
  { apiVersion, kind = '' }: TypeMeta,
  take: (item: unknown) => void,
): Promise<ListMetadata> {
  const type = typeOf({ apiVersion, kind: kind.replace(/List$/, '') });
  const end = bytes.position + length;
  let found: Partial<ListMetadata> = {};
  while (bytes.position < end) {
    const field = await nextField(bytes);
    if (bytes.position + field.length > end) {
      throw new ProtobufError('a field is cut off');
    }
    if (field.number === LIST_METADATA) {
      found = decode(await bytes.take(field.length), listMetadata);
    } else if (field.number === ITEMS) {
      take(decode(await bytes.take(field.length), type));
    } else {
      await bytes.skip(field.length);
    }
  }
  return { resourceVersion: '', ...found };
}

/** Envelopes and lists have only fields that say how long they are. */
async function nextField(
  bytes: ByteStream,
): Promise<{ number: number; length: number }> {
  const tag = await bytes.varint();
  if (tag % 8 !== LENGTH_DELIMITED) {
    throw new ProtobufError(`there is no list of wire type ${tag % 8}`);
  }
  return { number: Math.floor(tag / 8), length: await bytes.varint() };
}
