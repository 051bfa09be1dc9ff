// Meshes put together from the YAML of __fixtures__. Documents that begin with "# name" or "# name: remark"
// start a piece; those that follow without a name belong to it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClusterState } from '../../state/clusterState';
import { parseManifests } from '../../state/parseManifests';
import { withEndpointSlices } from './withEndpointSlices';

const folder = join(__dirname, '__fixtures__');

const pieces: ReadonlyMap<string, readonly unknown[]> = new Map(
  readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .flatMap(file => piecesOf(file)),
);

/** The objects of these pieces, and what a cluster makes of them by itself. */
export function objectsOf(names: readonly string[]): readonly unknown[] {
  return withEndpointSlices(
    names.flatMap(name => {
      const piece = pieces.get(name);
      if (!piece) throw new Error(`No fixture has a piece named ${name}.`);
      return piece;
    }),
  );
}

/** A cluster that holds the objects of these pieces. */
export function meshOf(names: readonly string[]): ClusterState {
  return stateOf(objectsOf(names));
}

export function stateOf(objects: readonly unknown[]): ClusterState {
  const state = new ClusterState({ name: 'truth-table' });
  for (const object of objects) state.upsert(object);
  return state;
}

/** Names of all pieces. */
export const pieceNames: readonly string[] = [...pieces.keys()];

function piecesOf(file: string): readonly (readonly [string, unknown[]])[] {
  const found: [string, unknown[]][] = [];
  const documents = readFileSync(join(folder, file), 'utf8').split(/^---$/m);
  for (const text of documents) {
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
