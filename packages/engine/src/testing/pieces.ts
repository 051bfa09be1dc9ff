// Fixtures in pieces: documents of a YAML file that begin with "# name" or "# name: remark" start a piece; those
// that follow without a name belong to it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifests } from '../state/parseManifests';

export type Pieces = ReadonlyMap<string, readonly unknown[]>;

/** The pieces of all YAML files in a folder, by name. */
export function readPieces(folder: string): Pieces {
  return new Map(
    readdirSync(folder)
      .filter(file => file.endsWith('.yaml'))
      .flatMap(file => piecesOf(join(folder, file))),
  );
}

function piecesOf(file: string): readonly (readonly [string, unknown[]])[] {
  const found: [string, unknown[]][] = [];
  for (const text of readFileSync(file, 'utf8').split(/^---$/m)) {
    const name = nameOf(text);
    if (name !== undefined) found.push([name, []]);
    const { objects, errors } = parseManifests(text, file);
    if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
    found[found.length - 1][1].push(...objects);
  }
  return found;
}

// A file's own heading is another comment, which an empty line ends.
function nameOf(document: string): string | undefined {
  const paragraph =
    document
      .trim()
      .split(/\n\s*\n/)
      .pop() ?? '';
  return /^# ([a-z0-9.-]+)(?::|$)/m.exec(paragraph.split('\n')[0])?.[1];
}
