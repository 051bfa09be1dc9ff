import type { Terminal } from '../output/terminal';
import { run } from '../run';

/** A terminal that keeps what it is given, as wide as can be. */
export function testTerminal(stdin: string = ''): {
  readonly terminal: Terminal;
  readonly out: () => string;
  readonly err: () => string;
} {
  const out: string[] = [];
  const err: string[] = [];
  return {
    terminal: {
      stdin: async () => stdin,
      print: content => out.push(content),
      printError: content => err.push(content),
      progress: () => {},
      columns: undefined,
      colours: false,
    },
    out: () => out.join(''),
    err: () => err.join(''),
  };
}

/** The program with these arguments: its exit code, and what it wrote. */
export async function runCli(args: readonly string[], stdin?: string) {
  const { terminal, out, err } = testTerminal(stdin);
  const code = await run(args, terminal);
  return { code, out: out(), err: err() };
}
