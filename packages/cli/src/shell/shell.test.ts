import { runCli } from '../__testUtils__/runCli';
import {
  completedBy,
  isInstalled,
  withScript,
} from '../__testUtils__/completedBy';
import { commands } from '../commands/commands';
import { exitCodes } from '../usage/exitCodes';

const shells = ['bash', 'zsh', 'fish'] as const;

const scriptFor = async (shell: string) =>
  (await runCli(['completion', shell])).out;

// A terminal within a terminal takes its time on a busy machine.
jest.setTimeout(60_000);

describe.each(shells)('completion for %s', shell => {
  const offered = async (words: readonly string[]) => {
    const script = await scriptFor(shell);
    return withScript(script, file => [...completedBy[shell](file, words)]);
  };

  it('has every command with every flag', async () => {
    const script = await scriptFor(shell);
    const missing = commands.flatMap(({ name, options }) =>
      [name, ...Object.keys(options)].filter(word => !script.includes(word)),
    );
    expect(missing).toEqual([]);
  });

  const where = isInstalled(shell) ? describe : describe.skip;
  where('asked of the shell itself, where it is installed', () => {
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
      [
        'a posture behind a comma',
        ['analyze', '--fail-on', 'error,unm'],
        ['error,unmeshed'],
      ],
      ['a code to fail for', ['analyze', '--fail-on', 'IP0718'], ['IP0718']],
      [
        'a context of the kubeconfig',
        ['analyze', '--context', 'pr'],
        ['prod-eu'],
      ],
      [
        'a Service of the files on the line',
        ['explain', '-f', 'deploy/', 'shop/c'],
        ['shop/cart'],
      ],
      [
        'a remedy of the Service on the line',
        ['fix', 'shop/cart', '-f', 'deploy/', '--remedy', 'pe'],
        ['permissive-port'],
      ],
      [
        'a namespace behind a comma',
        ['analyze', '--assume-sidecars', 'shop,e'],
        ['shop,edge'],
      ],
      ['nothing for a word of no command', ['analyze', '--flie'], []],
    ])('knows %s', async (_, words, expected) => {
      expect(await offered(words)).toEqual(expected);
    });
  });
});

it('goes on in bash behind the colons of a context, at which bash parts words', async () => {
  const offered = withScript(await scriptFor('bash'), file =>
    completedBy.bash(file, ['analyze', '--context', 'arn:aws:eks:eu']),
  );
  expect(offered).toEqual(['eu-west-1:1:cluster/shop']);
});

it('refuses a shell that it has no script for', async () => {
  const { code, err } = await runCli(['completion', 'tcsh']);
  expect(code).toBe(exitCodes.usage);
  expect(err).toContain('expected bash, zsh or fish');
});
