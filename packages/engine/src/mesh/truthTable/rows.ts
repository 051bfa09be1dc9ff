// All rows of the truth table, in its order, and those where the engine still errs.
import { disagreements } from './disagreements';
import { gatewayRows } from './gatewayRows';
import { inMeshRows } from './inMeshRows';
import { otherClientRows } from './otherClientRows';
import type { Row } from './row';
import { serverSideRows } from './serverSideRows';
import { serviceRoutingRows } from './serviceRoutingRows';

/** Rows that the engine answers as Istio does. */
export const agreedRows: readonly Row[] = [
  ...serverSideRows,
  ...serviceRoutingRows,
  ...inMeshRows,
  ...gatewayRows,
  ...otherClientRows,
];

export const allRows: readonly Row[] = [...agreedRows, ...disagreements];
