import { Writer } from 'protobufjs/minimal';
import {
  FieldType,
  message,
  Message,
} from '../clusters/apiserver/wire/protobuf/message';
import {
  envelope,
  messageOf,
  watchEvent,
} from '../clusters/apiserver/wire/protobuf/messages';

type Fields = Readonly<Record<string, unknown>>;

const time = message({ seconds: [1, 'whole?'] });
const intOrString = message({
  type: [1, 'whole?'],
  intVal: [2, 'whole?'],
  strVal: [3, 'text?'],
});
const entry = message({ key: [1, 'text'], value: [2, 'text'] });
// A field that no message has.
const UNKNOWN = 500;

/** Writes the fields of a message, and one more that nobody knows. */
export function encodeMessage(object: Fields, { fields }: Message): Buffer {
  const writer = Writer.create();
  fields.forEach((field, number) => {
    if (!field) return;
    const { name, type } = field;
    const value =
      typeof type === 'object' && 'inline' in type ? object : object[name];
    if (value !== undefined) write(writer, number, type, value);
  });
  writer.uint32(UNKNOWN * 8 + 2).string('from another version');
  return Buffer.from(writer.finish());
}

function write(
  writer: Writer,
  number: number,
  type: FieldType,
  value: unknown,
): void {
  const bytes = (one: Uint8Array) => writer.uint32(number * 8 + 2).bytes(one);
  const object = value as Fields;
  if (type instanceof Message) {
    bytes(encodeMessage(object, type));
  } else if (typeof type === 'object' && 'inline' in type) {
    bytes(encodeMessage(object, type.inline));
  } else if (typeof type === 'object') {
    for (const one of value as unknown[]) write(writer, number, type[0], one);
  } else if (type === 'map') {
    for (const [key, one] of Object.entries(object)) {
      bytes(encodeMessage({ key, value: one }, entry));
    }
  } else if (type === 'time') {
    const seconds = Date.parse(String(value)) / 1000;
    bytes(encodeMessage({ seconds }, time));
  } else if (type === 'intOrString') {
    bytes(encodeMessage(toIntOrString(value), intOrString));
  } else if (type === 'bytes') {
    bytes(value as Uint8Array);
  } else if (type.startsWith('text')) {
    bytes(Buffer.from(String(value)));
  } else {
    writer.uint32(number * 8).int64(Number(value));
  }
}

function toIntOrString(value: unknown): Fields {
  return typeof value === 'string'
    ? { type: 1, intVal: 0, strVal: value }
    : { type: 0, intVal: value, strVal: '' };
}

/** In its envelope, as a type of objects or any other bytes. */
export function inEnvelope(
  apiVersion: string,
  kind: string,
  raw: Buffer,
): Buffer {
  const typeMeta = { apiVersion, kind };
  return Buffer.concat([
    Buffer.from('k8s\0'),
    encodeMessage({ typeMeta, raw }, envelope),
  ]);
}

/** An object as the API server writes it. */
export function encodeObject(
  apiVersion: string,
  kind: string,
  object: Fields,
): Buffer {
  const raw = encodeMessage(object, messageOf(apiVersion, kind)!);
  return inEnvelope(apiVersion, kind, raw);
}

/** A list as the API server writes it. */
export function encodeList(
  apiVersion: string,
  kind: string,
  metadata: { readonly resourceVersion: string; readonly continue?: string },
  items: readonly Fields[],
): Buffer {
  const list = message({
    metadata: [
      1,
      message({ resourceVersion: [2, 'text'], continue: [3, 'text'] }),
    ],
    items: [2, [messageOf(apiVersion, kind)!]],
  });
  const raw = encodeMessage({ metadata, items }, list);
  return inEnvelope(apiVersion, `${kind}List`, raw);
}

/** A frame of a watch around an object in its envelope. */
export function encodeFrame(type: string, object: Buffer): Buffer {
  const event = encodeMessage({ type, object: { raw: object } }, watchEvent);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(event.length);
  return Buffer.concat([length, event]);
}
