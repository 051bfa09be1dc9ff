import type { Container } from '../../state/kinds/pod';
import { withFlag } from './controllerFlag';

const flag = { key: '-force-service', value: 'true' };

function container(words: Partial<Container>): Container {
  return {
    name: 'controller',
    image: 'controller',
    command: [],
    args: [],
    ports: [],
    probes: [],
    env: {},
    ...words,
  };
}

describe('a flag of a controller', () => {
  it.each<[string, Partial<Container>, object]>([
    [
      'comes before the others',
      { command: ['skipper'], args: ['-a', 'x', '-b'] },
      { args: ['-force-service=true', '-a', 'x', '-b'] },
    ],
    [
      'comes behind a subcommand',
      { args: ['serve', '-a'] },
      { args: ['serve', '-force-service=true', '-a'] },
    ],
    [
      'stands alone in arguments where the command has the others',
      { command: ['skipper', '-a'] },
      { args: ['-force-service=true'] },
    ],
    [
      'takes its own place',
      { args: ['-a', '-force-service=false', '-b'] },
      { args: ['-a', '-force-service=true', '-b'] },
    ],
    [
      'takes the place of its value, too',
      { args: ['-a', '-Force-Service', 'false', '-b'] },
      { args: ['-a', '-force-service=true', '-b'] },
    ],
    [
      'is set once, however often it stands there',
      { command: ['x', '-force-service=false', '-b', '-force-service=false'] },
      { command: ['x', '-force-service=true', '-b'] },
    ],
  ])('%s', (_, before, after) => {
    expect(withFlag(container(before), flag)).toMatchObject({
      flag: '-force-service=true',
      container: 'controller',
      ...('args' in after && {
        list: 'args',
        before: before.args ?? [],
        words: after.args,
      }),
      ...('command' in after && {
        list: 'command',
        before: before.command,
        words: after.command,
      }),
    });
  });

  it.each<[string, Partial<Container>]>([
    ['a shell', { command: ['/bin/sh', '-c'], args: ['skipper -a'] }],
    ['the image alone', {}],
    ['no flag at all', { args: ['serve'] }],
    ['flags of two programs', { command: ['tini', '--', 'skipper', '-a'] }],
    ['a file in place of flags', { args: ['--configFile=/etc/traefik.yaml'] }],
  ])('is set by no patch where it is started by %s', (_, words) => {
    expect(withFlag(container(words), flag)).toBeUndefined();
  });
});
