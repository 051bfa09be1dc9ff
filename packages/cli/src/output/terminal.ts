import { buffer } from 'node:stream/consumers';
import { decoded } from '../manifests/decoded';
import { harmless } from './harmless';

/** What a command may touch of the process that it runs in. */
export interface Terminal {
  /** All of it, however often it is asked for. */
  readonly stdin: () => Promise<string>;
  readonly print: (content: string) => void;
  readonly printError: (content: string) => void;
  /** Shows what is being done where somebody watches, and takes it away again. */
  readonly progress: (sentence: string | undefined) => void;
  /** Width to fit into; undefined when the output goes to a file or a pipe. */
  readonly columns: number | undefined;
  readonly colours: boolean;
  /** The file that a second thread of this program starts with; undefined where there is to be none. */
  readonly program?: string;
}

/** The terminal of a Node process. */
export function processTerminal(process: NodeJS.Process): Terminal {
  const { stdin, stdout, stderr } = process;
  // `… | head` closes the pipe early; that is no fault of ours to report.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let input: Promise<string> | undefined;
  // hasColors respects NO_COLOR.
  const colours = stdout.isTTY && stdout.hasColors();
  return {
    stdin: () => (input ??= buffer(stdin).then(decoded)),
    print: content => stdout.write(harmless(content, colours)),
    printError: content => stderr.write(harmless(content, false)),
    progress: progressLine(stderr),
    // Some terminals do not say how wide they are, and some say 0.
    columns: (stdout.isTTY && stdout.columns) || undefined,
    colours,
    program: process.argv[1],
  };
}

/** Work that is done sooner needs no line. */
const patience = 500;
const between = 100;

/** One line on a terminal that is written over; nothing where standard error is a file or a pipe. */
export function progressLine(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
  now: () => number = Date.now,
): Terminal['progress'] {
  if (!stream.isTTY) return () => {};
  const began = now();
  let last = 0;
  let shown = false;
  return sentence => {
    if (sentence === undefined) {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
      return;
    }
    const time = now();
    if (time - began < patience || time - last < between) return;
    last = time;
    shown = true;
    stream.write(`\r\u001b[K${sentence.slice(0, (stream.columns || 80) - 1)}`);
  };
}
