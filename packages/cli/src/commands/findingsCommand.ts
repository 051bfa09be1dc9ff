import {
  findingChapters,
  findingCodes,
  findingMessageOf,
} from '@ingress-posture/engine';
import { deliver, forPrograms, outputsOf } from '../output/outputs';
import { paint } from '../output/paint';
import { type Look, paragraph } from '../output/paragraph';
import { UsageError } from '../usage/usageError';
import { parseFlags } from '../usage/parseFlags';
import type { Command } from './command';

const formats = ['table', 'json', 'yaml'] as const;
const flags = {
  output: { type: 'string', short: 'o', multiple: true },
} as const;

const all = findingCodes.map(code => ({ code, ...findingMessageOf(code) }));
type Entry = (typeof all)[number];

/** The registry of findings. */
export const findingsCommand: Command = {
  name: 'findings',
  summary: 'List the findings there are, or one of them in detail',
  help: `Usage: ingress-posture findings [CODE] [flags]

Lists every finding with its severity, by chapter; or says of one what it is called,
what it says, and which messages of istioctl analyze speak of the same. docs/findings
has a page for each: what it means, what it was read from, what to do.

  -o, --output FORMAT   table (default), json or yaml
  -h, --help            show this help

  ingress-posture findings IP0102
`,
  options: flags,
  choices: { output: formats, argument: findingCodes },
  run: async (args, terminal) => {
    const { values, positionals } = parseFlags(args, flags);
    const outputs = outputsOf(values.output, formats);
    const [asked, ...more] = positionals;
    if (more.length > 0) {
      throw new UsageError(`findings takes no argument '${more[0]}'`);
    }
    const found = asked === undefined ? undefined : entryOf(asked);
    await deliver(
      outputs,
      {
        table: look => (found ? printEntry(found, look) : printList(look)),
        ...forPrograms(found ?? all),
      },
      terminal,
    );
  },
};

function entryOf(code: string): Entry {
  const found = all.find(
    one =>
      one.code === code.toUpperCase() ||
      one.name.toLowerCase() === code.toLowerCase(),
  );
  if (found) return found;
  throw new UsageError(
    `there is no finding ${code}: the codes are ${all[0].code} to ${
      all[all.length - 1].code
    }; findings lists them`,
  );
}

function printList({ colours }: Look): string {
  const chapters = Object.entries(findingChapters).map(([prefix, title]) => [
    title,
    ...all
      .filter(one => one.code.startsWith(prefix))
      .map(
        one =>
          `  ${one.code}  ${paint(
            one.severity,
            colours,
            one.severity.padEnd(7),
          )}  ${one.title}`,
      ),
  ]);
  return `${chapters.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function printEntry(entry: Entry, look: Look): string {
  const { code, name, severity, title, message, istio = [] } = entry;
  const lines = [
    `${code} ${name}, ${paint(severity, look.colours)}`,
    ...paragraph(title, 0, look),
    '',
    ...paragraph(message, 2, look),
    '',
    ...(istio.length === 0
      ? []
      : paragraph(
          `istioctl analyze speaks of the same as ${istio.join(', ')}.`,
          0,
          look,
        )),
    ...paragraph(
      `What it means and what to do: docs/findings/${code}.md`,
      0,
      look,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
