import { bashScript } from '../shell/bashScript';
import { fishScript } from '../shell/fishScript';
import { zshScript } from '../shell/zshScript';
import { listed } from '../output/outputs';
import { namesFor } from '../shell/namesFor';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import { type Command, namedThings } from './command';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
const shells = Object.keys(scripts) as (keyof typeof scripts)[];

/** A script that lets a shell complete commands, flags and what can stand after them. */
export function completionCommand(others: readonly Command[]): Command {
  const command: Command = {
    name: 'completion',
    summary: 'Print the completion script of a shell: bash, zsh or fish',
    help: `Usage: ingress-posture completion bash|zsh|fish

Prints a script that completes commands, their flags and what can stand after them:
formats, codes, vendors, contexts of the kubeconfig, and the Services, their remedies,
the namespaces and the pods of the manifests that the line names. No cluster is asked. The script asks
"ingress-posture completion services -- LINE" for names.

  -h, --help            show this help

  source <(ingress-posture completion bash)
  ingress-posture completion zsh > "\${fpath[1]}/_ingress-posture"
  ingress-posture completion fish > ~/.config/fish/completions/ingress-posture.fish
`,
    options: {},
    choices: { argument: shells },
    run: async (args, terminal) => {
      const { positionals } = parseFlags(args, {});
      const [name, ...line] = positionals;
      const things = namedThings.find(one => one === name);
      if (things) {
        const { options = {} } = others.find(one => one.name === line[0]) ?? {};
        const names = await namesFor(things, line.slice(1), options);
        terminal.print(names.map(one => `${one}\n`).join(''));
        return;
      }
      const shell = shells.find(one => one === name);
      if (!shell || line.length > 0) {
        throw new UsageError(`completion: expected ${listed(shells)}`);
      }
      terminal.print(scripts[shell]([...others, command]));
    },
  };
  return command;
}
