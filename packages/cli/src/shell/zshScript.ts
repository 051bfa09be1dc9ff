import type { Command } from '../commands/command';
import {
  argumentsOf,
  type CompletedFlag,
  flagsOf,
  isAsked,
  type Offer,
} from './completionWords';

/** Completion for zsh, as a file of its fpath or sourced. */
export function zshScript(commands: readonly Command[]): string {
  const described = commands.map(
    ({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`,
  );
  return `#compdef ingress-posture
# zsh completion of ingress-posture: ingress-posture completion zsh > "\${fpath[1]}/_ingress-posture"
_ingress_posture_names() {
  "$typed[1]" completion "$1" -- "\${(@Q)typed[2,-1]}" 2>/dev/null
}
_ingress_posture() {
  # A name that _arguments has no variable of.
  local -a typed=("\${(@)words}")
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
  const specs = [...flagsOf(command).flatMap(specsOf), ...restOf(command)];
  return `    ${command.name}) _arguments ${specs.map(quoted).join(' ')} ;;`;
}

/** The words that are no flags: files, but for what a command is about. */
function restOf(command: Command): readonly string[] {
  const own = argumentsOf(command);
  if (own.length === 0) return ['*:file:_files'];
  const action = actionOf(own, false);
  return isAsked(own)
    ? [`1:${own}:${action}`, '*:file:_files']
    : [`*:argument:${action}`];
}

function specsOf({
  name,
  short,
  alone,
  offer,
  takesList,
  takesFile,
}: CompletedFlag): readonly string[] {
  const values = offer.length > 0 ? actionOf(offer, takesList) : '';
  const action = takesFile ? '_files' : values;
  const tail = alone ? '' : `:${name}:${action}`;
  return [`*--${name}${tail}`, ...(short ? [`*-${short}${tail}`] : [])];
}

function actionOf(offer: Offer, takesList: boolean): string {
  if (!isAsked(offer) && !takesList) return `(${offer.join(' ')})`;
  const words = isAsked(offer)
    ? `$(_ingress_posture_names ${offer})`
    : offer.join(' ');
  return takesList
    ? `{_sequence -s , compadd - ${words}}`
    : `{compadd -- ${words}}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
