import { realWorldCases } from './realWorldCases';
import { answer } from './row';
import { allRows } from './rows';

describe('a case that people reported', () => {
  it.each(realWorldCases)('$link, row $row: $name', one => {
    expect(answer(one)).toEqual(one.expected);
  });

  it('is explained by a row of the truth table', () => {
    const rows = new Set(allRows.map(one => one.row));
    expect(realWorldCases.filter(one => !rows.has(one.row))).toEqual([]);
  });
});
