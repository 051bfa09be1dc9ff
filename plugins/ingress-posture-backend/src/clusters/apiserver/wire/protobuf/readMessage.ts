import type { Reader } from 'protobufjs/minimal';
import { Field, FieldType, Message } from './message';
import { readText } from './readText';

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
    const tag = readSmall(reader);
    const field = fields[tag >>> 3];
    if (!field) passOver(reader, tag & 7, end);
    else if ((tag & 7) !== (field.isNumber ? VARINT : LENGTH_DELIMITED)) {
      throw new ProtobufError(`${field.name} has wire type ${tag & 7}`);
    } else if (field.isNumber) readNumber(reader, field, object);
    else readDelimited(reader, field, endOfField(reader, end), object);
  }
  if (reader.pos !== end) throw new ProtobufError('a field is cut off');
  return object;
}

function readNumber(reader: Reader, field: Field, object: Fields): void {
  const value = readWhole(reader);
  if (value === 0 && !field.keepsZero) return;
  const isFlag = field.type === 'flag' || field.type === 'flag?';
  object[field.name] = isFlag ? value !== 0 : value;
}

function readWhole(reader: Reader): number {
  // The reader makes an object of every int64; what needs one byte needs none.
  const first = reader.buf[reader.pos];
  if (first > 127) return Number(reader.int64());
  reader.skip(1);
  return first;
}

/** A tag or a length: most need one byte. */
function readSmall(reader: Reader): number {
  const first = reader.buf[reader.pos];
  if (first > 127) return reader.uint32();
  reader.pos += 1;
  return first;
}

function readDelimited(
  reader: Reader,
  { name, type, keepsZero }: Field,
  end: number,
  object: Fields,
): void {
  if (type === 'text' || type === 'text?') {
    const text = readText(reader, end);
    if (text !== '' || keepsZero) object[name] = text;
  } else if (type instanceof Message) {
    object[name] = readMessage(reader, type, end);
  } else if (typeof type === 'string') {
    const value = readSpecial(reader, type, end, object[name]);
    if (value !== undefined) object[name] = value;
  } else if ('inline' in type) {
    readMessage(reader, type.inline, end, object);
  } else {
    const list = (object[name] ??= []) as unknown[];
    const [item] = type;
    list.push(
      item === 'text' ? readText(reader, end) : readMessage(reader, item, end),
    );
  }
}

/** Answers with undefined for what JSON leaves out. `known` is what a map has so far. */
function readSpecial(
  reader: Reader,
  type: FieldType & string,
  end: number,
  known: unknown,
): unknown {
  switch (type) {
    case 'map':
      return readEntry(reader, end, (known ?? {}) as Record<string, string>);
    case 'time':
      return timeOf(readMessage(reader, time, end));
    case 'intOrString':
      return intOrStringOf(readMessage(reader, intOrString, end));
    default:
      return reader.buf.subarray(reader.pos, (reader.pos = end));
  }
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
  const length = reader.pos < end ? readSmall(reader) : Infinity;
  if (length > end - reader.pos) throw new ProtobufError('a field is cut off');
  return reader.pos + length;
}
