import { parseFlags } from './parseFlags';
import { UsageError } from './usageError';

const options = {
  filename: { type: 'string', short: 'f', multiple: true },
  quiet: { type: 'boolean' },
} as const;

describe('parseFlags', () => {
  it('takes a flag several times, and further arguments after it', () => {
    const { values, positionals } = parseFlags(
      ['-f', 'a', 'b', '--filename=c'],
      options,
    );
    expect(values.filename).toEqual(['a', 'c']);
    expect(positionals).toEqual(['b']);
  });

  it('takes a dash as a value, for standard input', () => {
    expect(parseFlags(['-f', '-'], options).values.filename).toEqual(['-']);
  });

  it.each([
    ['an unknown flag', ['--nope'], "Unknown option '--nope'; see --help"],
    [
      'a flag with a slip',
      ['--filenmae'],
      "Unknown option '--filenmae': did you mean --filename? see --help",
    ],
    [
      'a flag that is only begun',
      ['--file=a'],
      "Unknown option '--file': did you mean --filename? see --help",
    ],
    ['an unknown letter', ['-x'], "Unknown option '-x'; see --help"],
    [
      'a flag without its value',
      ['-f'],
      "Option '-f, --filename <value>' argument missing; see --help",
    ],
    [
      'a flag in place of a value',
      ['-f', '--quiet'],
      "Option '-f' argument is ambiguous; see --help",
    ],
    [
      'a value for a flag that takes none',
      ['--quiet=yes'],
      "Option '--quiet' does not take an argument; see --help",
    ],
  ])('says in one line what is wrong with %s', (_, args, message) => {
    expect(() => parseFlags(args, options)).toThrow(new UsageError(message));
  });
});
