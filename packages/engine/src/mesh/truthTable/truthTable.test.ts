import { notAsked } from './notAsked';
import { answer } from './row';
import { allRows } from './rows';

const rowsOfTheTable = 74;

describe('the truth table', () => {
  it.each(allRows)('row $row: $name', row => {
    expect(answer(row)).toEqual(row.expected);
  });

  it('is asked in full, but for what is listed with a reason', () => {
    const asked = new Set(allRows.map(one => one.row));
    const all = Array.from({ length: rowsOfTheTable }, (_, at) => at + 1);
    expect(all.filter(row => !asked.has(row))).toEqual(
      notAsked.filter(one => one.part === 'all').map(one => one.row),
    );
  });

  it('is asked in the order of its numbers', () => {
    const numbers = allRows.map(one => one.row);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});
