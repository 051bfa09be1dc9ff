import type { Command } from '../commands/command';
import {
  argumentsOf,
  type CompletedFlag,
  flagsOf,
  isAsked,
  type Offer,
} from './completionWords';

/** Completion for fish. */
export function fishScript(commands: readonly Command[]): string {
  const names = commands.map(one => one.name).join(' ');
  const first = `not __fish_seen_subcommand_from ${names}`;
  return [
    '# fish completion of ingress-posture: ingress-posture completion fish > ~/.config/fish/completions/ingress-posture.fish',
    'function __ingress_posture_names',
    '  set -l words (commandline -opc)',
    '  $words[1] completion $argv[1] -- $words[2..-1] 2>/dev/null',
    'end',
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
    ...(own.length === 0
      ? []
      : [`${here} ${isAsked(own) ? '' : '-f '}-a ${wordsOf(own)}`]),
    ...flagsOf(command).map(flag => `${here} ${flagWords(flag)}`),
  ];
}

function flagWords({
  name,
  short,
  alone,
  offer,
  takesList,
  takesFile,
}: CompletedFlag): string {
  const letter = short === undefined ? '' : ` -s ${short}`;
  if (alone) return `-l ${name}${letter}`;
  if (offer.length > 0) {
    const words = takesList ? listOf(offer) : wordsOf(offer);
    return `-l ${name}${letter} -x -a ${words}`;
  }
  return `-l ${name}${letter} ${takesFile ? '-r -F' : '-x'}`;
}

function wordsOf(offer: Offer): string {
  return quoted(isAsked(offer) ? `(${askedFor(offer)})` : offer.join(' '));
}

/** Several, with commas between them. */
function listOf(offer: Offer): string {
  const words = isAsked(offer)
    ? askedFor(offer)
    : `string split ' ' '${offer.join(' ')}'`;
  return quoted(`(__fish_complete_list , "${words}")`);
}

function askedFor(offer: Offer): string {
  return `__ingress_posture_names ${offer}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
