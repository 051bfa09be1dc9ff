// Meshes put together from the YAML of __fixtures__.
import { join } from 'node:path';
import { ClusterState } from '../../state/clusterState';
import { readPieces } from '../../testing/pieces';
import { withEndpointSlices } from './withEndpointSlices';

const folder = join(__dirname, '__fixtures__');

/** The pieces of the truth table, which others build on. */
export const pieces = readPieces(folder);

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
