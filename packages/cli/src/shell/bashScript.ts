import type { Command } from '../commands/command';
import {
  argumentsOf,
  type CompletedFlag,
  flagsOf,
  isAsked,
  type Offer,
} from './completionWords';

/** Completion for bash, without the package bash-completion. */
export function bashScript(commands: readonly Command[]): string {
  const names = commands.map(one => one.name).join(' ');
  return `# bash completion of ingress-posture: source <(ingress-posture completion bash)
_ingress_posture_names() {
  "\${words[0]}" completion "$1" -- "\${words[@]:1}" 2>/dev/null
}
_ingress_posture() {
  # By spaces: the words that bash makes end at colons, too.
  local line=\${COMP_LINE:0:COMP_POINT} words word before head
  read -ra words <<< "$line"
  [[ "$line" == *" " ]] && words+=("")
  word=\${words[\${#words[@]}-1]} before=\${words[\${#words[@]}-2]}
  if [ "\${#words[@]}" -eq 2 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$word"))
    return
  fi
  if [[ "$word" == --*=* ]]; then
    before=\${word%%=*} word=\${word#*=}
  fi
  # Of a list, what stands before the last comma.
  head=\${word%"\${word##*,}"}
  _ingress_posture_word
  # It is what stands behind the last colon that bash puts the answer in place of.
  COMPREPLY=("\${COMPREPLY[@]#"\${word%"\${word##*:}"}"}")
}
_ingress_posture_word() {
  case "\${words[1]}" in
${commands.map(caseOf).join('\n')}
  esac
}
complete -o default -F _ingress_posture ingress-posture
`;
}

function caseOf(command: Command): string {
  const flags = flagsOf(command);
  const words = flags.map(one => `--${one.name}`);
  const values = flags.filter(one => !one.alone).map(valuesOf);
  return `    ${command.name})
      case "$before" in
${values.join('\n')}
      esac
      if [[ "$word" == -* ]]; then
        ${replyOf(words)}
      else
        ${replyOf(argumentsOf(command))}
      fi ;;`;
}

function valuesOf({ name, short, offer, takesList }: CompletedFlag): string {
  const flag = short === undefined ? `--${name}` : `--${name}|-${short}`;
  return `        ${flag}) ${replyOf(offer, takesList)}; return ;;`;
}

// An empty answer leaves it to bash to complete files.
function replyOf(offer: Offer, takesList: boolean = false): string {
  if (offer.length === 0) return 'COMPREPLY=()';
  const words = isAsked(offer)
    ? `$(_ingress_posture_names ${offer})`
    : offer.join(' ');
  const [prefix, word] = takesList
    ? [' -P "$head"', '${word##*,}']
    : ['', '$word'];
  return `COMPREPLY=($(compgen -W "${words}"${prefix} -- "${word}"))`;
}
