// Where each finding shows, and near misses that only look like it.
import { join } from 'node:path';
import { pieces as ofTruthTable } from '../../../mesh/truthTable/pieces';
import { withEndpointSlices } from '../../../mesh/truthTable/withEndpointSlices';
import type { ClusterState } from '../../../state/clusterState';
import { demoObjects, stateOf } from '../../../testing/demo';
import { readPieces } from '../../../testing/pieces';
import { edgeCases } from './edgeCases';
import type { FindingCase, Given } from './findingCase';
import { policyCases } from './policyCases';
import { readingCases } from './readingCases';
import { routeCases } from './routeCases';
import { wireCases } from './wireCases';
import { workloadCases } from './workloadCases';

export const findingCases: readonly FindingCase[] = [
  ...wireCases,
  ...edgeCases,
  ...policyCases,
  ...workloadCases,
  ...readingCases,
  ...routeCases,
];

const own = readPieces(join(__dirname, '../__fixtures__'));

/** Names of the pieces that stand beside those of the truth table. */
export const ownPieces: readonly string[] = [...own.keys()];

/** The cluster of a case. */
export function stateOfCase({
  pieces = [],
  demo,
  forbidden,
}: Given): ClusterState {
  const objects = pieces.flatMap(name => {
    const piece = own.get(name) ?? ofTruthTable.get(name);
    if (!piece) throw new Error(`No fixture has a piece named ${name}.`);
    return piece;
  });
  const ofDemo =
    demo === undefined
      ? []
      : demoObjects(file => ['00-mesh.yaml', `${demo}.yaml`].includes(file));
  const state = stateOf([...withEndpointSlices(objects), ...ofDemo]);
  if (forbidden) state.forbid(forbidden, 'forbidden: list');
  return state;
}
