import type { Command } from '../commands/command';
import { argumentsOf, type CompletedFlag, flagsOf } from './completionWords';

/** Completion for zsh, as a file of its fpath or sourced. */
export function zshScript(commands: readonly Command[]): string {
  const described = commands.map(
    ({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`,
  );
  return `#compdef ingress-posture
# zsh completion of ingress-posture: ingress-posture completion zsh > "\${fpath[1]}/_ingress-posture"
_ingress_posture() {
  local -a commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${commands.map(caseOf).join('\n')}
  esac
}
if [ "$funcstack[1]" = "_ingress_posture" ]; then
  _ingress_posture "$@"
else
  compdef _ingress_posture ingress-posture
fi
`;
}

function caseOf(command: Command): string {
  const specs = flagsOf(command).flatMap(specsOf);
  const own = argumentsOf(command);
  const rest =
    own.length === 0 ? '*:file:_files' : `*:argument:(${own.join(' ')})`;
  return `    ${command.name}) _arguments ${[...specs, rest]
    .map(quoted)
    .join(' ')} ;;`;
}

function specsOf({
  name,
  short,
  alone,
  choices,
  takesFile,
}: CompletedFlag): readonly string[] {
  const values = choices.length > 0 ? `(${choices.join(' ')})` : '';
  const action = takesFile ? '_files' : values;
  const tail = alone ? '' : `:${name}:${action}`;
  return [`*--${name}${tail}`, ...(short ? [`*-${short}${tail}`] : [])];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
