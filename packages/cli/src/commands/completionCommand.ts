import { bashScript } from '../shell/bashScript';
import { fishScript } from '../shell/fishScript';
import { zshScript } from '../shell/zshScript';
import { listed } from '../output/outputs';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
const shells = Object.keys(scripts) as (keyof typeof scripts)[];

/** A script that lets a shell complete commands, flags and what can stand after them. */
export function completionCommand(others: readonly Command[]): Command {
  const command: Command = {
    name: 'completion',
    summary: 'Print the completion script of a shell: bash, zsh or fish',
    help: `Usage: ingress-posture completion bash|zsh|fish

Prints a script that completes commands, their flags and what can stand after them.

  -h, --help            show this help

  source <(ingress-posture completion bash)
  ingress-posture completion zsh > "\${fpath[1]}/_ingress-posture"
  ingress-posture completion fish > ~/.config/fish/completions/ingress-posture.fish
`,
    options: {},
    choices: { argument: shells },
    run: async (args, terminal) => {
      const { positionals } = parseFlags(args, {});
      const [name, ...more] = positionals;
      const shell = shells.find(one => one === name);
      if (!shell || more.length > 0) {
        throw new UsageError(`completion: expected ${listed(shells)}`);
      }
      terminal.print(scripts[shell]([...others, command]));
    },
  };
  return command;
}
