import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a shell, with the script that stands in a file, offers for the last of some words of a command line. */
type Asked = (script: string, words: readonly string[]) => readonly string[];

/** The shells that there are completion scripts for, each asked as it answers programs. */
export const completedBy: Readonly<Record<'bash' | 'zsh' | 'fish', Asked>> = {
  bash: (script, words) => {
    const line = `ingress-posture ${words.join(' ')}`;
    return linesOf('bash', script, [
      '-c',
      `source ${script}
COMP_LINE='${line}'
COMP_POINT=${line.length}
_ingress_posture
printf '%s\\n' "\${COMPREPLY[@]}"`,
    ]);
  },
  fish: (script, words) =>
    linesOf('fish', script, [
      '--no-config',
      '-c',
      `source ${script}; complete -C 'ingress-posture ${words.join(' ')}'`,
    ]).map(line => line.split('\t')[0]),
  zsh: (script, words) =>
    linesOf('zsh', script, ['-f', '-c', inTerminal(script, words.join(' '))]),
};

/** Whether a shell is installed. */
export function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit 0']).status === 0;
}

/** Stands for the program where a script asks it, with an input of its own. */
const program = `#!/bin/sh
case "$*" in
  "completion contexts -- "*) echo prod-eu; echo arn:aws:eks:eu-west-1:1:cluster/shop ;;
  "completion services -- explain -f deploy/"*) echo shop/cart; echo shop/till ;;
  "completion remedies -- fix shop/cart -f deploy/"*) echo permissive-port; echo chain-shop-cart ;;
  "completion namespaces -- analyze "*) echo shop; echo edge ;;
esac
`;

/** Writes a script into a file for the time of some work. */
export function withScript<T>(content: string, work: (file: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'completion-'));
  try {
    const file = path.join(folder, 'script');
    writeFileSync(file, content);
    writeFileSync(path.join(folder, 'ingress-posture'), program, {
      mode: 0o755,
    });
    return work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function linesOf(
  shell: string,
  script: string,
  args: readonly string[],
): readonly string[] {
  const { status, stdout, stderr } = spawnSync(shell, args, {
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${path.dirname(script)}:${process.env.PATH}`,
    },
    timeout: 30_000,
  });
  if (status === 0 && stderr === '') return stdout.split('\n').filter(Boolean);
  throw new Error(`${shell} ended with ${status}: ${stderr}`);
}

/**
 * zsh completes in a terminal only, so that one presses Tab in another (man zshmodules, zsh/zpty). There,
 * compadd prints what it is given to offer, each behind a mark; with -O, -A and -D completion only asks itself.
 */
function inTerminal(script: string, line: string): string {
  return String.raw`
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "PS1=''; stty -echo; autoload -Uz compinit; compinit -D -u; source ${script}"
zpty -w inner 'compadd() {
  [[ " $*" == *" -"(O|A|D)" "* ]] && { builtin compadd "$@"; return }
  local -a offered
  builtin compadd -O offered "$@"
  builtin compadd "$@"
  print -rl -- OFFER:$IPREFIX$^offered
}'
zpty -w inner 'ask() { zle complete-word; print DONE }; zle -N ask; bindkey "^I" ask; print REA""DY'
while zpty -r inner said; do [[ $said == *READY* ]] && break; done
zpty -n -w inner '${`ingress-posture ${line}`}'$'\t'
while zpty -r inner said; do
  [[ $said == *DONE* ]] && break
  [[ $said == *OFFER:* ]] && print -r -- \${\${said##*OFFER:}%%$'\r'*}
done
zpty -d inner`.replaceAll('\\${', '${');
}
