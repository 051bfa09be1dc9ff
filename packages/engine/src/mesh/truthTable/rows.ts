// All rows of the truth table, in its order.
import { gatewayRows } from './gatewayRows';
import { inMeshRows } from './inMeshRows';
import { otherClientRows } from './otherClientRows';
import type { Row } from './row';
import { serverSideRows } from './serverSideRows';
import { serviceRoutingRows } from './serviceRoutingRows';

export const allRows: readonly Row[] = [
  ...serverSideRows,
  ...serviceRoutingRows,
  ...inMeshRows,
  ...gatewayRows,
  ...otherClientRows,
];
