import german from './de';
import { english } from './en';

function keysOf(messages: object, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [prefix + key]
      : keysOf(value, `${prefix}${key}.`),
  );
}

const messageOf = (key: string) =>
  key.split('.').reduce<any>((part, name) => part[name], english) as string;
const holesOf = (message: string) => message.match(/{{\w+}}/g)?.sort() ?? [];
const said = german as Readonly<Record<string, string>>;

describe('German', () => {
  it('says everything that English says, and nothing else', () => {
    expect(Object.keys(german).sort()).toEqual(keysOf(english).sort());
  });

  it.each(keysOf(english))('fills %s with the same values', key => {
    expect(holesOf(said[key])).toEqual(holesOf(messageOf(key)));
  });
});
