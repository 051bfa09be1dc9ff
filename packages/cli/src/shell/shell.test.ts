import { spawnSync } from 'node:child_process';
import { runCli } from '../__testUtils__/runCli';
import { commands } from '../commands/commands';
import { exitCodes } from '../usage/exitCodes';

const scriptFor = async (shell: string) =>
  (await runCli(['completion', shell])).out;

describe('completion for bash', () => {
  let script: string;
  beforeAll(async () => {
    script = await scriptFor('bash');
  });

  const completed = (...words: string[]) => {
    const line = ['ingress-posture', ...words];
    const asked = `${script}
COMP_WORDS=(${line.map(one => `'${one}'`).join(' ')})
COMP_CWORD=${line.length - 1}
_ingress_posture
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync('bash', ['-c', asked], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout.split('\n').filter(Boolean);
  };

  it.each([
    ['a command', ['wh'], ['what-if']],
    [
      'all commands',
      [''],
      expect.arrayContaining(commands.map(one => one.name)),
    ],
    ['a flag', ['analyze', '--fail'], ['--fail-on']],
    ['a format', ['analyze', '-o', 's'], ['sarif', 'svg']],
    [
      'a code',
      ['findings', 'IP010'],
      expect.arrayContaining(['IP0101', 'IP0102']),
    ],
    ['a vendor', ['vendors', 'traef'], ['traefik']],
    ['a shell', ['completion', 'z'], ['zsh']],
    ['nothing where a file stands: bash does that', ['analyze', '-f', 'x'], []],
  ])('knows %s', (_, words, expected) => {
    expect(completed(...words)).toEqual(expected);
  });
});

describe.each(['zsh', 'fish'])('completion for %s', shell => {
  it('has every command with every flag', async () => {
    const script = await scriptFor(shell);
    const missing = commands.flatMap(({ name, options }) =>
      [name, ...Object.keys(options)].filter(word => !script.includes(word)),
    );
    expect(missing).toEqual([]);
  });

  it('is taken by the shell, where there is one', async () => {
    const script = await scriptFor(shell);
    const { error, status } = spawnSync(shell, ['-n'], { input: script });
    expect(error ? 0 : status).toBe(0);
  });
});

it('refuses a shell that it has no script for', async () => {
  const { code, err } = await runCli(['completion', 'tcsh']);
  expect(code).toBe(exitCodes.usage);
  expect(err).toContain('expected bash, zsh or fish');
});
