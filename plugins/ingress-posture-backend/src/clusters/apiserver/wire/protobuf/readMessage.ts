import type { Reader } from 'protobufjs/minimal';
import { Field, FieldType, Message } from './message';

/** What came is no protobuf, or not of the message that was expected. */
export class ProtobufError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProtobufError';
  }
}

type Fields = Record<string, unknown>;

// protobuf.dev/programming-guides/encoding, "Message Structure"; groups are not in use at Kubernetes.
const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

// Entries of maps, as protobuf writes them.
const entry = new Message({ key: [1, 'text'], value: [2, 'text'] });

// k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto; without any field it stands for no time.
const time = new Message({ seconds: [1, 'whole?'] });

// k8s.io/apimachinery/pkg/util/intstr/generated.proto; type 0 is a number, 1 a string.
const intOrString = new Message({
  type: [1, 'whole'],
  intVal: [2, 'whole?'],
  strVal: [3, 'text?'],
});

/** Reads a message up to `end`, as the object that JSON has in its place. */
export function readMessage(
  reader: Reader,
  { fields }: Message,
  end: number,
  object: Fields = {},
): Fields {
  while (reader.pos < end) {
    const tag = reader.uint32();
    const field = fields[tag >>> 3];
    if (field) readField(reader, field, tag & 7, end, object);
    else passOver(reader, tag & 7, end);
  }
  if (reader.pos !== end) throw new ProtobufError('a field is cut off');
  return object;
}

function readField(
  reader: Reader,
  { name, type }: Field,
  wireType: number,
  end: number,
  object: Fields,
): void {
  if (wireType !== wireTypeOf(type)) {
    throw new ProtobufError(`${name} has wire type ${wireType}`);
  }
  if (wireType === VARINT) {
    const value = readNumber(reader, type);
    if (value || isPointer(type)) object[name] = value;
    return;
  }
  const stop = endOfField(reader, end);
  if (typeof type === 'string') {
    const value = readDelimited(reader, type, stop, object[name]);
    if (value !== undefined) object[name] = value;
  } else if (type instanceof Message) {
    object[name] = readMessage(reader, type, stop);
  } else if ('inline' in type) {
    readMessage(reader, type.inline, stop, object);
  } else {
    const list = (object[name] ??= []) as unknown[];
    const [item] = type;
    list.push(
      item === 'text'
        ? readText(reader, stop)
        : readMessage(reader, item, stop),
    );
  }
}

function wireTypeOf(type: FieldType): number {
  switch (type) {
    case 'whole':
    case 'whole?':
    case 'flag':
    case 'flag?':
      return VARINT;
    default:
      return LENGTH_DELIMITED;
  }
}

function isPointer(type: FieldType): boolean {
  return typeof type === 'string' && type.endsWith('?');
}

function readNumber(reader: Reader, type: FieldType): number | boolean {
  const value = readWhole(reader);
  return type === 'flag' || type === 'flag?' ? value !== 0 : value;
}

function readWhole(reader: Reader): number {
  // The reader makes an object of every int64; what needs one byte needs none.
  const first = reader.buf[reader.pos];
  if (first > 127) return Number(reader.int64());
  reader.skip(1);
  return first;
}

/** Answers with undefined for what JSON leaves out. `known` is what a map has so far. */
function readDelimited(
  reader: Reader,
  type: FieldType & string,
  end: number,
  known: unknown,
): unknown {
  switch (type) {
    case 'map':
      return readEntry(reader, end, (known ?? {}) as Record<string, string>);
    case 'bytes':
      return reader.buf.subarray(reader.pos, (reader.pos = end));
    case 'time':
      return timeOf(readMessage(reader, time, end));
    case 'intOrString':
      return intOrStringOf(readMessage(reader, intOrString, end));
    case 'text':
      return readText(reader, end) || undefined;
    default:
      return readText(reader, end);
  }
}

function readText(reader: Reader, end: number): string {
  const bytes = reader.buf as Buffer;
  return bytes.toString('utf8', reader.pos, (reader.pos = end));
}

function readEntry(
  reader: Reader,
  end: number,
  map: Record<string, string>,
): Record<string, string> {
  const { key = '', value = '' } = readMessage(reader, entry, end) as {
    key?: string;
    value?: string;
  };
  // A ConfigMap may have a key of this name, which an assignment would take for the prototype.
  if (key === '__proto__') {
    Object.defineProperty(map, key, {
      ...{ value, enumerable: true, writable: true, configurable: true },
    });
  } else {
    map[key] = value;
  }
  return map;
}

function timeOf({ seconds }: Fields): string | undefined {
  return typeof seconds === 'number'
    ? new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
    : undefined;
}

function intOrStringOf({ type, intVal = 0, strVal = '' }: Fields): unknown {
  return type === 1 ? strVal : intVal;
}

function passOver(reader: Reader, wireType: number, end: number): void {
  switch (wireType) {
    case VARINT:
      reader.skip();
      return;
    case FIXED_64:
      reader.skip(8);
      return;
    case LENGTH_DELIMITED:
      reader.pos = endOfField(reader, end);
      return;
    case FIXED_32:
      reader.skip(4);
      return;
    default:
      throw new ProtobufError(`there is no wire type ${wireType}`);
  }
}

function endOfField(reader: Reader, end: number): number {
  const length = reader.uint32();
  if (length > end - reader.pos) throw new ProtobufError('a field is cut off');
  return reader.pos + length;
}
