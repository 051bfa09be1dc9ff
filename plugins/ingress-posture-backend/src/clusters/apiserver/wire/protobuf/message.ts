/**
 * How the value of a field is written, and what becomes of it. A question mark stands for a pointer in
 * Go: 0, "" and false are values then; elsewhere they are written for what was left out, and JSON has
 * nothing there (`omitempty`).
 */
export type FieldType =
  | Scalar
  | `${Scalar}?`
  | 'bytes'
  /** A map of strings. */
  | 'map'
  /** metav1.Time: RFC 3339 in JSON, to the second. */
  | 'time'
  /** intstr.IntOrString: the one or the other in JSON. */
  | 'intOrString'
  | Message
  /** Repeated. */
  | readonly ['text' | Message]
  | Inline;

type Scalar = 'text' | 'whole' | 'flag';

/** A message whose fields stand among those of what it is in, once in JSON. */
interface Inline {
  readonly inline: Message;
}

/** A field: its name in JSON, and its type. */
export class Field {
  readonly name: string;
  readonly type: FieldType;
  /** It is written as a number, instead of with its length before it. */
  readonly isNumber: boolean;
  /** What is zero is a value. */
  readonly keepsZero: boolean;

  constructor(name: string, type: FieldType) {
    const word = typeof type === 'string' ? type : '';
    this.name = name;
    this.type = type;
    this.isNumber = /^(whole|flag)/.test(word);
    this.keepsZero = word.endsWith('?');
  }
}

/** The fields of a message that are read, by their numbers. All others are passed over. */
export class Message {
  /** With holes. */
  readonly fields: readonly (Field | undefined)[];

  constructor(fields: Readonly<Record<string, readonly [number, FieldType]>>) {
    const byNumber: Field[] = [];
    for (const [name, [number, type]] of Object.entries(fields)) {
      byNumber[number] = new Field(name, type);
    }
    this.fields = byNumber;
  }
}

/** Fields by their JSON names: number and type. */
export function message(
  fields: ConstructorParameters<typeof Message>[0],
): Message {
  return new Message(fields);
}
