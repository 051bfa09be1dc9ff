import { allRows } from '../../../mesh/truthTable/rows';
import type { FindingCode } from '../messages';
import { findingCases } from './findingCases';

/** What is said of each row of the truth table; of the others there is nothing to say. */
const said: Readonly<Record<number, readonly FindingCode[]>> = {
  1: ['IP0101', 'IP0201'],
  2: ['IP0102'],
  3: ['IP0101'],
  4: ['IP0102'],
  5: ['IP0103'],
  7: ['IP0103'],
  8: ['IP0103'],
  9: ['IP0403'],
  11: ['IP0306'],
  12: ['IP0302'],
  13: ['IP0301'],
  14: ['IP0303'],
  15: ['IP0101'],
  16: ['IP0102'],
  17: ['IP0107'],
  18: ['IP0307'],
  19: ['IP0307'],
  21: ['IP0401'],
  23: ['IP0202'],
  24: ['IP0202', 'IP0102'],
  26: ['IP0202', 'IP0102'],
  27: ['IP0202', 'IP0105'],
  28: ['IP0203'],
  29: ['IP0203', 'IP0102'],
  31: ['IP0203', 'IP0102'],
  33: ['IP0401'],
  34: ['IP0311'],
  35: ['IP0312', 'IP0104'],
  36: ['IP0311', 'IP0103'],
  37: ['IP0304'],
  38: ['IP0101'],
  39: ['IP0305'],
  40: ['IP0213'],
  41: ['IP0315'],
  42: ['IP0214'],
  43: ['IP0210'],
  44: ['IP0206'],
  45: ['IP0205'],
  46: ['IP0211'],
  47: ['IP0212'],
  49: ['IP0206'],
  50: ['IP0102'],
  53: ['IP0102'],
  55: ['IP0103'],
  56: ['IP0404'],
  57: ['IP0405', 'IP0401'],
  58: ['IP0701'],
  59: ['IP0105'],
  60: ['IP0715'],
  61: ['IP0701'],
  62: ['IP0702'],
  66: ['IP0103', 'IP0310'],
  67: ['IP0714'],
  70: ['IP0102'],
  71: ['IP0215'],
  72: ['IP0411'],
  73: ['IP0414'],
  74: ['IP0410'],
};

describe('the findings', () => {
  it('have something to say of each row whose connection fails', () => {
    const failing = allRows.filter(row =>
      row.expected.some(one => /rejected|unroutable/.test(one)),
    );
    const silent = failing.filter(({ row }) => said[row] === undefined);
    // Row 69 has no edge: a pod outside the mesh that dials a STRICT Service gets what the policy says.
    expect(new Set(silent.map(({ row }) => row))).toEqual(new Set([69]));
  });

  it('have a case for everything that they say', () => {
    const shown = new Set(
      findingCases.filter(one => one.found).map(one => one.code),
    );
    for (const code of Object.values(said).flat())
      expect(shown).toContain(code);
  });
});
