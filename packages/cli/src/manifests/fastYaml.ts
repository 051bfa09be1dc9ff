// The part of YAML that programs write (kubectl get -o yaml, helm, kustomize): block mappings and lists,
// scalars on one line, literal blocks. Everything else is the library's; a property test holds the two together.

/** What `parseFast` returns for anything but that part. */
export const unusual = Symbol('unusual YAML');

const [TAB, SPACE] = [9, 32];
const [QUOTE, COMMENT, APOSTROPHE, PLUS, DASH, DOT] = [34, 35, 39, 43, 45, 46];
const [ZERO, NINE, COLON, LESS, EQUALS] = [48, 57, 58, 60, 61];
const [BRACKET, BRACE, PIPE] = [91, 123, 124];

function giveUp(): never {
  throw unusual;
}

// Words that are no strings, or not in every version of YAML.
const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...['null', 'Null', 'NULL', '~'].map((one): [string, null] => [one, null]),
  ...['true', 'True', 'TRUE'].map((one): [string, boolean] => [one, true]),
  ...['false', 'False', 'FALSE'].map((one): [string, boolean] => [one, false]),
]);

const number = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const otherNumber = /^(?:0[ox]|[-+]?\.(?:inf|nan)$)/i;

// Letters that a value cannot begin with, or with which something else begins.
const indicators = new Set(
  [...',[]{}#&*!|>\'"%@`?:'].map(one => one.charCodeAt(0)),
);

/** Whether a letter may stand in a key that is not quoted; others are left to the library. */
const inKey = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  if (/[A-Za-z0-9_./$-]/.test(String.fromCharCode(code))) inKey[code] = 1;
}

class FastReader {
  readonly #text: string;
  readonly #end: number;
  /** Where the next line begins. */
  #next: number;
  /** The current line: how far it is indented, where what is written on it begins and ends. */
  #indent = -1;
  #at = 0;
  #stop = 0;
  /** Comments or empty lines stood before it. */
  #skipped = false;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#next = start;
    this.#end = end;
  }

  document(): unknown {
    this.#advance();
    if (this.#indent < 0) return null;
    const value = this.#block(this.#indent);
    return this.#indent < 0 ? value : giveUp();
  }

  /** Moves to the next line that says something; the indent is -1 where there is none. */
  #advance(): void {
    const text = this.#text;
    this.#skipped = false;
    while (this.#next < this.#end) {
      const start = this.#next;
      let stop = text.indexOf('\n', start);
      if (stop < 0 || stop > this.#end) stop = this.#end;
      this.#next = stop + 1;
      let at = start;
      while (at < stop && text.charCodeAt(at) === SPACE) at += 1;
      if (at < stop && text.charCodeAt(at) !== COMMENT) {
        while (text.charCodeAt(stop - 1) === SPACE) stop -= 1;
        if (text.charCodeAt(at) === TAB || text.charCodeAt(stop - 1) === TAB)
          giveUp();
        this.#indent = at - start;
        this.#at = at;
        this.#stop = stop;
        return;
      }
      this.#skipped = true;
    }
    this.#indent = -1;
  }

  #block(indent: number): unknown {
    return this.#isItem() ? this.#list(indent) : this.#mapping(indent);
  }

  /** Whether the line begins an item of a list. */
  #isItem(): boolean {
    if (this.#text.charCodeAt(this.#at) !== DASH) return false;
    return (
      this.#at + 1 === this.#stop ||
      this.#text.charCodeAt(this.#at + 1) === SPACE
    );
  }

  #mapping(indent: number): unknown {
    const map: Record<string, unknown> = {};
    while (this.#indent === indent && !this.#isItem()) {
      const colon = this.#keyEnd();
      if (colon < 0) giveUp();
      const key = this.#key(colon);
      // Twice the same key, or one that every object has: the library knows what to say.
      if (map[key] !== undefined) giveUp();
      this.#at = this.#past(colon + 1);
      map[key] =
        this.#at < this.#stop ? this.#inline(indent) : this.#nested(indent);
    }
    if (this.#indent > indent) giveUp();
    return map;
  }

  /** The value of a key with nothing behind it: what is indented below, a list right below, or null. */
  #nested(indent: number): unknown {
    this.#advance();
    if (this.#indent > indent) return this.#block(this.#indent);
    return this.#indent === indent && this.#isItem()
      ? this.#list(indent)
      : null;
  }

  #list(indent: number): unknown {
    const list: unknown[] = [];
    while (this.#indent === indent && this.#isItem()) {
      this.#at = this.#past(this.#at + 1);
      list.push(this.#item(indent));
    }
    if (this.#indent > indent) giveUp();
    return list;
  }

  #item(indent: number): unknown {
    if (this.#at >= this.#stop) {
      this.#advance();
      return this.#indent > indent ? this.#block(this.#indent) : null;
    }
    if (!this.#isItem() && this.#keyEnd() < 0) return this.#inline(indent);
    // A mapping or a list on the line of its dash is indented as far as its first letter.
    const lineStart = this.#text.lastIndexOf('\n', this.#at) + 1;
    this.#indent = this.#at - lineStart;
    return this.#block(this.#indent);
  }

  #past(at: number): number {
    let here = at;
    while (here < this.#stop && this.#text.charCodeAt(here) === SPACE)
      here += 1;
    return here;
  }

  /** Where the colon of a key stands that begins here; -1 where none begins. */
  #keyEnd(): number {
    const text = this.#text;
    const first = text.charCodeAt(this.#at);
    let at = this.#at;
    if (first === QUOTE || first === APOSTROPHE) {
      at = text.indexOf(first === QUOTE ? '"' : "'", at + 1) + 1;
      if (at === 0 || at > this.#stop || text.charCodeAt(at) !== COLON)
        return -1;
    } else {
      while (at < this.#stop && inKey[text.charCodeAt(at)] === 1) at += 1;
      if (at === this.#at || text.charCodeAt(at) !== COLON) return -1;
    }
    return at + 1 >= this.#stop || text.charCodeAt(at + 1) === SPACE ? at : -1;
  }

  #key(colon: number): string {
    const first = this.#text.charCodeAt(this.#at);
    if (first === QUOTE || first === APOSTROPHE) {
      const inside = this.#text.slice(this.#at + 1, colon - 1);
      return inside.includes('\\') || inside.includes("'") ? giveUp() : inside;
    }
    const key = this.#text.slice(this.#at, colon);
    const isNumber =
      first <= NINE && (first >= ZERO || first === DASH || first === DOT);
    if (isNumber && !/^(?:0|[1-9]\d{0,14})$/.test(key)) giveUp();
    return words.has(key) ? giveUp() : key;
  }

  /** A value on the line of its key or dash; moves past it. */
  #inline(indent: number): unknown {
    const first = this.#text.charCodeAt(this.#at);
    if (first === PIPE) return this.#literal(indent);
    const value = this.#scalar(first, indent);
    if (this.#indent > indent) giveUp();
    return value;
  }

  #scalar(first: number, indent: number): unknown {
    if (first === APOSTROPHE) return this.#oneLine(this.#single());
    if (first === QUOTE) return this.#oneLine(this.#double());
    if (first === BRACE || first === BRACKET)
      return this.#oneLine(this.#empty());
    return this.#plain(first, indent);
  }

  #oneLine<T>(value: T): T {
    this.#advance();
    return value;
  }

  #single(): string {
    const inside = this.#text.slice(this.#at + 1, this.#stop - 1);
    if (
      this.#stop - this.#at < 2 ||
      this.#text.charCodeAt(this.#stop - 1) !== APOSTROPHE
    )
      giveUp();
    if (!inside.includes("'")) return inside;
    const bare = inside.replaceAll("''", '');
    return bare.includes("'") ? giveUp() : inside.replaceAll("''", "'");
  }

  /** What JSON reads the same. */
  #double(): string {
    const whole = this.#text.slice(this.#at, this.#stop);
    const inside = whole.slice(1, -1);
    if (whole.length < 2 || !whole.endsWith('"')) giveUp();
    if (!inside.includes('\\') && !inside.includes('"')) return inside;
    try {
      return JSON.parse(whole);
    } catch {
      return giveUp();
    }
  }

  #empty(): unknown {
    const whole = this.#text.slice(this.#at, this.#stop);
    if (whole === '{}') return {};
    return whole === '[]' ? [] : giveUp();
  }

  #plain(first: number, indent: number): unknown {
    if (indicators.has(first)) giveUp();
    if (first === DASH && this.#isItem()) giveUp();
    const line = this.#words();
    this.#advance();
    if (this.#indent <= indent) return valueOf(line);
    // A long text goes on in the next lines.
    let whole = line;
    while (this.#indent > indent) {
      if (this.#skipped) giveUp();
      whole += ` ${this.#words()}`;
      this.#advance();
    }
    if (this.#skipped) giveUp();
    return valueOf(whole);
  }

  /** The rest of the line as text that is not quoted. */
  #words(): string {
    const line = this.#text.slice(this.#at, this.#stop);
    const colon = line.indexOf(':');
    if (
      colon >= 0 &&
      (line.includes(': ') || line.includes(':\t') || line.endsWith(':'))
    )
      giveUp();
    return line.includes('#') && /\s#/.test(line) ? giveUp() : line;
  }

  #literal(indent: number): string {
    const header = this.#text.slice(this.#at, this.#stop);
    if (header !== '|' && header !== '|-' && header !== '|+') giveUp();
    const text = this.#text;
    const lines: string[] = [];
    let depth = -1;
    while (this.#next < this.#end) {
      const start = this.#next;
      const stop = text.indexOf('\n', start);
      // How a text ends that the file ends with is a matter of its own.
      if (stop < 0 || stop > this.#end) giveUp();
      let at = start;
      while (at < stop && text.charCodeAt(at) === SPACE) at += 1;
      if (at === stop) {
        // Spaces alone are part of the text where they are deep enough.
        if (at - start > Math.max(depth, indent + 1)) giveUp();
        lines.push('');
      } else {
        if (depth < 0) depth = at - start;
        if (depth <= indent) giveUp();
        if (at - start < depth) break;
        lines.push(text.slice(start + depth, stop));
      }
      this.#next = stop + 1;
    }
    if (depth < 0) giveUp();
    this.#advance();
    if (this.#indent > indent) giveUp();
    return chomped(lines, header);
  }
}

/** Reads one document of machine-written YAML between two offsets; `unusual` where it is anything else. */
export function parseFast(
  text: string,
  start: number,
  end: number,
): unknown | typeof unusual {
  try {
    return new FastReader(text, start, end).document();
  } catch (error) {
    // What is nested deeper than the stack is for the library to refuse.
    if (error === unusual || error instanceof RangeError) return unusual;
    throw error;
  }
}

function chomped(lines: string[], header: string): string {
  if (header === '|+') return `${lines.join('\n')}\n`;
  while (lines.at(-1) === '') lines.pop();
  return `${lines.join('\n')}${header === '|' ? '\n' : ''}`;
}

/** A text that is not quoted, as what it means (YAML 1.2, core schema). */
function valueOf(text: string): unknown {
  const first = text.charCodeAt(0);
  if (first <= NINE) {
    const isNumber =
      first >= ZERO || first === DASH || first === DOT || first === PLUS;
    if (!isNumber) return text;
    if (number.test(text)) return Number(text);
    return otherNumber.test(text) ? giveUp() : text;
  }
  if (first === LESS || first === EQUALS) giveUp();
  if (text.length > 5 || !words.has(text)) return text;
  return words.get(text);
}
