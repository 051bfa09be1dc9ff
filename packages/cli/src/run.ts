import { isNativeError } from 'node:util/types';
import { version } from '../package.json';
import { commands } from './commands/commands';
import { listed } from './output/outputs';
import type { Terminal } from './output/terminal';
import { exitCodes, type ExitCode } from './usage/exitCodes';
import { UsageError } from './usage/usageError';

/** Runs the CLI on the arguments after the program's name. Returns the exit code. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    return (await dispatch(args, terminal)) ?? exitCodes.done;
  } catch (error) {
    terminal.progress(undefined);
    if (error instanceof UsageError) {
      terminal.printError(`ingress-posture: ${error.message}\n`);
      return exitCodes.usage;
    }
    const shown = isNativeError(error) ? error.stack : error;
    terminal.printError(`ingress-posture failed: ${shown}\n`);
    return exitCodes.fault;
  }
}

async function dispatch(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode | void> {
  const [name, ...rest] = args;
  if (isHelp(name)) return show(help(), terminal);
  if (name === '--version') return show(`${version}\n`, terminal);
  const command = commands.find(one => one.name === name);
  if (!command) throw new UsageError(`${complaint(name)}; see --help`);
  if (flagsIn(rest).some(isHelp)) return show(command.help, terminal);
  return command.run(rest, terminal);
}

function show(text: string, terminal: Terminal): ExitCode {
  terminal.print(text);
  return exitCodes.done;
}

function isHelp(argument: string | undefined): boolean {
  return argument === '--help' || argument === '-h';
}

/** What stands before two dashes: behind them, nothing is a flag. */
function flagsIn(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end < 0 ? args : args.slice(0, end);
}

function complaint(name: string | undefined): string {
  const names = commands.map(command => command.name);
  const known = listed(names);
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
