import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { commands } from './commands/commands';
import { settingsSchema } from './config/settings';
import { exitCodes } from './usage/exitCodes';
import { parseFlags } from './usage/parseFlags';

const root = path.resolve(__dirname, '../../..');
const page = readFileSync(path.join(root, 'docs/cli.md'), 'utf8');
const workflow = readFileSync(
  path.join(root, 'examples/github-actions/ingress-posture.yaml'),
  'utf8',
);

describe('docs/cli.md', () => {
  it('has all exit codes, and no others', () => {
    const [, chapter] = page.split('## Exit codes');
    const codes = [...chapter.matchAll(/^\| (\d) /gm)].map(one =>
      Number(one[1]),
    );
    expect(codes).toEqual(Object.values(exitCodes));
  });

  it.each(commands.map(one => [one.name, one] as const))(
    'speaks of the command %s and of each of its flags, and so does its help',
    (name, { options, help }) => {
      expect(page).toContain(`\`${name}`);
      const flags = Object.keys(options).map(flag => `--${flag}`);
      const says = (text: string) => flags.filter(flag => !text.includes(flag));
      expect({ page: says(page), help: says(help) }).toEqual({
        page: [],
        help: [],
      });
    },
  );

  it.each(Object.keys(settingsSchema.shape))('has the setting %s', key => {
    expect(page).toContain(`\`${key}\``);
  });
});

describe('the workflow for GitHub Actions', () => {
  it('calls the program with flags that there are', () => {
    const { jobs } = parse(workflow);
    const steps: readonly { readonly run?: string }[] = jobs.analyze.steps;
    const call =
      steps.find(one => one.run?.includes('@ingress-posture/cli'))?.run ?? '';
    const words = call.trim().split(/\s+/);
    const name =
      words[words.findIndex(one => one.startsWith('@ingress-posture/cli')) + 1];
    const command = commands.find(one => one.name === name);
    const args = words.slice(words.indexOf(name) + 1);
    const { values } = parseFlags(args, command?.options ?? {});
    expect(values).toMatchObject({
      'fail-on': ['error'],
      filename: ['deploy/'],
    });
  });
});
