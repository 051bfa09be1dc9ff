import { parse } from 'yaml';
import { sigsYaml } from './sigsYaml';

describe('YAML, read as sigs.k8s.io/yaml does', () => {
  // What its YAMLToJSON makes of each, in version 1.6.0.
  it.each([
    ['.', '.'],
    ['-.', '-.'],
    ['._', '._'],
    ['._1', '._1'],
    ['.e1', '.e1'],
    ['1.', 1],
    ['.5', 0.5],
    ['1.10', 1.1],
    ['1_000', 1000],
    ['12e03', 12000],
    ['1e+3', 1000],
    ['0b1', 1],
    ['0x1F', 31],
    ['014', 12],
    ['08', 8],
    ['1:30', '1:30'],
    ['190:20:30', '190:20:30'],
    ['2020-01-01', '2020-01-01'],
    ['+', '+'],
    ['__', '__'],
    ['y', true],
    ['N', false],
    ['yes', true],
    ['Off', false],
    ['TRUE', true],
    ['tRue', 'tRue'],
    ['~', null],
    ['NULL', null],
    ['"."', '.'],
  ])('takes %s for what Go takes it for', (written, read) => {
    expect(parse(`a: ${written}`, sigsYaml)).toEqual({ a: read });
  });

  it('takes the last of what is there twice', () => {
    expect(parse('a: 1\na: 2', sigsYaml)).toEqual({ a: 2 });
  });
});
