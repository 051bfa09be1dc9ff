import type { Command } from '../commands/command';
import { argumentsOf, type CompletedFlag, flagsOf } from './completionWords';

/** Completion for bash, without the package bash-completion. */
export function bashScript(commands: readonly Command[]): string {
  const names = commands.map(one => one.name).join(' ');
  return `# bash completion of ingress-posture: source <(ingress-posture completion bash)
_ingress_posture() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(caseOf).join('\n')}
  esac
}
complete -o default -F _ingress_posture ingress-posture
`;
}

function caseOf(command: Command): string {
  const flags = flagsOf(command);
  const words = flags.map(one => `--${one.name}`).join(' ');
  const values = flags.filter(one => !one.alone).map(valuesOf);
  const own = argumentsOf(command).join(' ');
  return `    ${command.name})
      case "$before" in
${values.join('\n')}
      esac
      if [[ "$word" == -* ]]; then
        COMPREPLY=($(compgen -W "${words}" -- "$word"))
      else
        COMPREPLY=($(compgen -W "${own}" -- "$word"))
      fi ;;`;
}

// An empty answer leaves it to bash to complete files.
function valuesOf({ name, short, choices }: CompletedFlag): string {
  const flag = short === undefined ? `--${name}` : `--${name}|-${short}`;
  const reply =
    choices.length === 0
      ? 'COMPREPLY=()'
      : `COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$word"))`;
  return `        ${flag}) ${reply}; return ;;`;
}
