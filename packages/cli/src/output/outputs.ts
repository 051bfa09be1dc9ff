import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { messageOf } from '../usage/messageOf';
import { UsageError } from '../usage/usageError';
import type { Terminal } from './terminal';

/** One answer in one format: on standard output, or in a file. */
export interface Output<Format extends string> {
  readonly format: Format;
  readonly file?: string;
}

/** What `-o FORMAT` and `-o FORMAT=FILE` ask for, as often as they are given; a table where they are not. */
export function outputsOf<Format extends string>(
  asked: readonly string[] | undefined,
  formats: readonly Format[],
): readonly Output<Format>[] {
  const outputs = (asked ?? [formats[0]]).map(one => outputOf(one, formats));
  const printed = outputs.filter(one => one.file === undefined);
  if (printed.length < 2) return outputs;
  const names = printed.map(one => `-o ${one.format}`).join(' and ');
  throw new UsageError(
    `${names} cannot both go to standard output: give a file, as in -o ${printed[1].format}=FILE`,
  );
}

function outputOf<Format extends string>(
  asked: string,
  formats: readonly Format[],
): Output<Format> {
  const equals = asked.indexOf('=');
  const name = equals < 0 ? asked : asked.slice(0, equals);
  const format = formats.find(one => one === name);
  if (format === undefined) {
    throw new UsageError(`-o ${name}: expected ${listed(formats)}`);
  }
  if (equals < 0) return { format };
  const file = asked.slice(equals + 1);
  if (file === '') throw new UsageError(`-o ${asked}: expected a file's name`);
  return { format, file };
}

/** "table, json or yaml". */
export function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Writes an answer in every format that is asked for. */
export async function deliver<Format extends string>(
  outputs: readonly Output<Format>[],
  render: Readonly<
    Record<Format, (look: Pick<Terminal, 'columns' | 'colours'>) => string>
  >,
  terminal: Terminal,
): Promise<void> {
  for (const { format, file } of outputs) {
    if (file === undefined) terminal.print(render[format](terminal));
    else await write(file, render[format]({ columns: 100, colours: false }));
  }
}

async function write(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${messageOf(error)}`);
  }
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The two formats that programs read, of any answer. */
export function forPrograms(value: unknown): {
  readonly json: () => string;
  readonly yaml: () => string;
} {
  return { json: () => toJson(value), yaml: () => toYaml(value) };
}
