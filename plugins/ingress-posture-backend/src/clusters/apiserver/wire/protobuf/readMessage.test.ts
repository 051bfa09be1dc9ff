import fc from 'fast-check';
import { encodeMessage } from '../../../../__testUtils__/encodeProtobuf';
import { decode } from './envelope';
import { FieldType, message, Message } from './message';
import { messageOf } from './messages';
import { ProtobufError } from './readMessage';

const port = message({
  name: [1, 'text'],
  number: [2, 'whole'],
  uid: [3, 'whole?'],
  ready: [4, 'flag'],
  serving: [5, 'flag?'],
  scheme: [6, 'text?'],
});
const everything = message({
  // Numbers from 16 on take two bytes.
  ports: [20, [port]],
  target: [3, 'intOrString'],
  at: [4, 'time'],
  labels: [5, 'map'],
  args: [6, ['text']],
  one: [7, port],
  handler: [8, { inline: message({ grpc: [1, port], exec: [2, ['text']] }) }],
});

/** Objects as JSON has them: nothing that is empty, but where Go has a pointer. */
function objectsOf({ fields }: Message): fc.Arbitrary<object> {
  const some = fields.flatMap(field => {
    if (!field) return [];
    if (typeof field.type === 'object' && 'inline' in field.type)
      return Object.entries(fieldsOf(field.type.inline));
    return [[field.name, valuesOf(field.type)] as const];
  });
  return fc.record(Object.fromEntries(some), { requiredKeys: [] });
}

function fieldsOf({ fields }: Message): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(
    fields.flatMap(field =>
      field ? [[field.name, valuesOf(field.type)]] : [],
    ),
  );
}

const text = fc.string({ unit: 'binary' });
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

function valuesOf(type: FieldType): fc.Arbitrary<unknown> {
  if (type instanceof Message) return objectsOf(type);
  if (typeof type === 'object') {
    return 'inline' in type
      ? fc.constant(undefined)
      : fc.array(valuesOf(type[0] === 'text' ? 'text?' : type[0]), {
          minLength: 1,
        });
  }
  switch (type) {
    case 'text':
      return fc.string({ unit: 'binary', minLength: 1 });
    case 'whole':
      return int32.filter(one => one !== 0);
    case 'whole?':
      return fc.oneof(int32, fc.maxSafeInteger());
    case 'flag':
      return fc.constant(true);
    case 'flag?':
      return fc.boolean();
    case 'intOrString':
      return fc.oneof(int32, text);
    case 'time':
      return fc
        .integer({ min: 0, max: 10_000_000_000 })
        .map(one => new Date(one * 1000).toISOString().replace('.000Z', 'Z'));
    case 'map':
      return fc
        .array(fc.tuple(fc.oneof(text, fc.constant('__proto__')), text), {
          minLength: 1,
        })
        .map(entries => Object.fromEntries(entries));
    default:
      return text;
  }
}

/** What becomes of bytes; an error other than its own is thrown on. */
function outcomeOf(bytes: Buffer): string {
  try {
    return `read ${Object.keys(decode<object>(bytes, everything))}`;
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    return `refused: ${error.message}`;
  }
}

describe('readMessage', () => {
  const pod = messageOf('v1', 'Pod')!;

  it.each([
    ['a message with all types', everything],
    ['a Pod', pod],
  ])(
    'reads %s as JSON has it, and passes over what it does not know',
    (_, type) => {
      fc.assert(
        fc.property(objectsOf(type), object => {
          const json = JSON.parse(JSON.stringify(object));
          expect(decode(encodeMessage(json, type), type)).toEqual(json);
        }),
      );
    },
  );

  it('leaves out what is zero, false or empty, but where that is a value of its own', () => {
    const unset = { name: '', number: 0, ready: false };
    const set = { uid: 0, serving: false, scheme: '' };
    const bytes = encodeMessage({ ...unset, ...set }, port);
    expect(decode(bytes, port)).toEqual(set);
  });

  it('takes no time for what stands for none', () => {
    const bytes = Buffer.from([4 * 8 + 2, 0]);
    expect(decode(bytes, everything)).toEqual({});
  });

  it('takes strings of megabytes', () => {
    const args = ['x'.repeat(5_000_000), 'ü'.repeat(1_000_000)];
    expect(decode(encodeMessage({ args }, everything), everything)).toEqual({
      args,
    });
  });

  it.each([
    ['a field that is cut off', [6 * 8 + 2, 5, 0x61]],
    [
      'a field that is longer than what it is in',
      [7 * 8 + 2, 2, 10, 5, 0, 0, 0],
    ],
    ['a number that does not end', [7 * 8 + 2, 2, 2 * 8, 0x80]],
    ['a text where a number should be', [7 * 8 + 2, 2, 2 * 8 + 2, 0]],
    ['a number where a text should be', [6 * 8, 1]],
    ['a group', [50 * 8 + 3, 1]],
    ['a wire type that does not exist', [6 * 8 + 7, 1]],
    ['an unknown field that is cut off', [99 * 8 + 1, 5, 1, 2]],
    [
      'a time that no calendar has',
      [4 * 8 + 2, 10, 8, ...Array(8).fill(255), 127],
    ],
  ])('refuses %s', (_, bytes) => {
    expect(() => decode(Buffer.from(bytes), everything)).toThrow(ProtobufError);
  });

  it('refuses damaged bytes with its own words, or reads something of them', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        objectsOf(everything),
        damage,
        fc.nat(),
        (object, places, cut) => {
          const bytes = encodeMessage(
            JSON.parse(JSON.stringify(object)),
            everything,
          );
          for (const [at, value] of places) bytes[at % bytes.length] = value;
          const rest = bytes.subarray(0, bytes.length - (cut % bytes.length));
          expect(outcomeOf(rest)).toMatch(/^read|^refused/);
        },
      ),
    );
  });
});
