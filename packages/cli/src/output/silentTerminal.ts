import type { Terminal } from './terminal';

/** A terminal for work that nobody is to hear of; `input` stands on its standard input. */
export function silentTerminal(input: string): Terminal {
  return {
    stdin: async () => input,
    print: () => {},
    printError: () => {},
    progress: () => {},
    columns: undefined,
    colours: false,
  };
}
