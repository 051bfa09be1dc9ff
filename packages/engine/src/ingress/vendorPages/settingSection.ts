import type { Setting, Switch } from '../vendorDescription';
import { code, markdownTable } from './markdown';
import { SwitchExample, switchExamples } from './switchExamples';
import { placeWords, writtenAt } from './words';

/**
 * A setting of a vendor: its default, and what changes it, an example of each. `objects`: what is to be
 * said of objects of its own that change it as well; empty for none.
 */
export function settingSection<Effect>(
  setting: Setting<Effect>,
  verb: string,
  words: (effect: Effect) => string,
  objects: string,
): string {
  const { switches, oldestDecides } = setting;
  const byDefault = `By default ${verb} ${words(setting.default)}${
    setting.inferred
      ? '. No source of the vendor says so: verdicts that lean on it are `inferred`'
      : ''
  }.`;
  const rows = switches.flatMap(one => rowsOf(one, setting.default, words));
  if (rows.length === 0)
    return `${byDefault} ${objects || 'No setting changes that.'}`;
  const table = markdownTable(['where', 'example', 'then'], rows);
  const order =
    switches.length > 1
      ? 'The first of these that is set counts:'
      : 'Unless it is told otherwise:';
  const oldest = oldestDecides
    ? 'Of several route objects that lead to one port of a Service, the oldest decides for all.'
    : '';
  return [byDefault, order, table, oldest, objects]
    .filter(Boolean)
    .join('\n\n');
}

function rowsOf<Effect>(
  one: Switch<Effect>,
  byDefault: Effect,
  words: (effect: Effect) => string,
): readonly (readonly string[])[] {
  return switchExamples(one, byDefault).map(example => [
    placeWords[one.on],
    `${writtenAt(one.on, one.key, example.value)}${conditions(one, example)}`,
    words(example.effect),
  ]);
}

function conditions<Effect>(
  { needsFlag }: Switch<Effect>,
  { beside, needs }: SwitchExample<Effect>,
): string {
  const with_ = Object.keys(beside).map(code);
  return [
    needsFlag ? ` (with the flag ${code(needsFlag)})` : '',
    with_.length > 0 ? ` (beside ${with_.join(' and ')})` : '',
    needs ? ` (${needs})` : '',
  ].join('');
}
