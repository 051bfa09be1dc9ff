import { isNativeError } from 'node:util/types';
import { version } from '../package.json';
import { commands } from './commands/commands';
import type { Terminal } from './output/terminal';
import { UsageError } from './usage/usageError';

/** Exit code for what the caller has to change; 0 is fine, 1 a fault of ours. */
const USAGE = 2;

/** Runs the CLI on the arguments after the program's name. Returns the exit code. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    await dispatch(args, terminal);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.printError(`ingress-posture: ${error.message}\n`);
      return USAGE;
    }
    const shown = isNativeError(error) ? error.stack : error;
    terminal.printError(`ingress-posture failed: ${shown}\n`);
    return 1;
  }
}

async function dispatch(
  args: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const [name, ...rest] = args;
  if (isHelp(name)) return terminal.print(help());
  if (name === '--version') return terminal.print(`${version}\n`);
  const command = commands.find(one => one.name === name);
  if (!command) throw new UsageError(`${complaint(name)}; see --help`);
  if (rest.some(isHelp)) return terminal.print(command.help);
  return command.run(rest, terminal);
}

function isHelp(argument: string | undefined): boolean {
  return argument === '--help' || argument === '-h';
}

function complaint(name: string | undefined): string {
  const names = commands.map(command => command.name);
  const known = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  if (name === undefined) return `no command: expected ${known}`;
  if (name.startsWith('-')) return `Unknown option '${name}'`;
  return `unknown command '${name}': expected ${known}`;
}

function help(): string {
  const longest = Math.max(...commands.map(command => command.name.length));
  const lines = commands.map(
    ({ name, summary }) => `  ${name.padEnd(longest)}   ${summary}`,
  );
  return `Usage: ingress-posture COMMAND [flags]

Reads Kubernetes and Istio objects and says, per Service, how ingress reaches it
and whether every hop is mTLS.

${lines.join('\n')}

  ingress-posture COMMAND --help   flags of a command
  ingress-posture --version        version
`;
}
