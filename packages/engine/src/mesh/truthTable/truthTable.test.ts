import { disagreements } from './disagreements';
import { gatewayRows } from './gatewayRows';
import { inMeshRows } from './inMeshRows';
import { notAsked } from './notAsked';
import { otherClientRows } from './otherClientRows';
import { answer, Row } from './row';
import { serverSideRows } from './serverSideRows';
import { serviceRoutingRows } from './serviceRoutingRows';

const rows: readonly Row[] = [
  ...serverSideRows,
  ...serviceRoutingRows,
  ...inMeshRows,
  ...gatewayRows,
  ...otherClientRows,
];

const rowsOfTheTable = 74;

describe('the truth table', () => {
  it.each(rows)('row $row: $name', row => {
    expect(answer(row)).toEqual(row.expected);
  });

  it.each(disagreements)('row $row is still answered wrongly: $name', row => {
    expect(row.answersNow).not.toEqual(row.expected);
    expect(answer(row)).toEqual(row.answersNow);
  });

  it('is asked in full, but for what is listed with a reason', () => {
    const asked = new Set([...rows, ...disagreements].map(one => one.row));
    const all = Array.from({ length: rowsOfTheTable }, (_, at) => at + 1);
    expect(all.filter(row => !asked.has(row))).toEqual(
      notAsked.filter(one => one.part === 'all').map(one => one.row),
    );
  });

  it('is asked in the order of its numbers', () => {
    const numbers = rows.map(one => one.row);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});
