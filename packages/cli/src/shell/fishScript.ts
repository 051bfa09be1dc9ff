import type { Command } from '../commands/command';
import { argumentsOf, type CompletedFlag, flagsOf } from './completionWords';

/** Completion for fish. */
export function fishScript(commands: readonly Command[]): string {
  const names = commands.map(one => one.name).join(' ');
  const first = `not __fish_seen_subcommand_from ${names}`;
  return [
    '# fish completion of ingress-posture: ingress-posture completion fish > ~/.config/fish/completions/ingress-posture.fish',
    `complete -c ingress-posture -n ${quoted(first)} -f`,
    ...commands.map(
      ({ name, summary }) =>
        `complete -c ingress-posture -n ${quoted(first)} -a ${name} -d ${quoted(
          summary,
        )}`,
    ),
    ...commands.flatMap(linesOf),
    '',
  ].join('\n');
}

function linesOf(command: Command): readonly string[] {
  const here = `complete -c ingress-posture -n ${quoted(
    `__fish_seen_subcommand_from ${command.name}`,
  )}`;
  const own = argumentsOf(command);
  return [
    ...(own.length === 0 ? [] : [`${here} -f -a ${quoted(own.join(' '))}`]),
    ...flagsOf(command).map(flag => `${here} ${flagWords(flag)}`),
  ];
}

function flagWords({
  name,
  short,
  alone,
  choices,
  takesFile,
}: CompletedFlag): string {
  const letter = short === undefined ? '' : ` -s ${short}`;
  if (alone) return `-l ${name}${letter}`;
  if (choices.length > 0) {
    return `-l ${name}${letter} -x -a ${quoted(choices.join(' '))}`;
  }
  return `-l ${name}${letter} ${takesFile ? '-r -F' : '-x'}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
