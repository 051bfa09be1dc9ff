import { text } from 'node:stream/consumers';

/** What a command may touch of the process that it runs in. */
export interface Terminal {
  readonly stdin: () => Promise<string>;
  readonly print: (content: string) => void;
  readonly printError: (content: string) => void;
  /** Width to fit into; undefined when the output goes to a file or a pipe. */
  readonly columns: number | undefined;
  readonly colours: boolean;
}

/** The terminal of a Node process. */
export function processTerminal(process: NodeJS.Process): Terminal {
  const { stdin, stdout, stderr } = process;
  // `… | head` closes the pipe early; that is no fault of ours to report.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    stdin: () => text(stdin),
    print: content => stdout.write(content),
    printError: content => stderr.write(content),
    columns: stdout.isTTY ? stdout.columns : undefined,
    colours: stdout.isTTY && stdout.hasColors(), // hasColors respects NO_COLOR.
  };
}
