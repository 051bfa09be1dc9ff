import { analyze } from './analyze';
import { findingCodes } from './findings/messages';
import type { Given } from './findings/cases/findingCase';
import {
  findingCases,
  ownPieces,
  stateOfCase,
} from './findings/cases/findingCases';

function findingsIn(given: Given) {
  return analyze(stateOfCase(given)).flatMap(one => one.findings);
}

describe('a finding', () => {
  it.each(findingCases.filter(one => one.found))(
    '$code is found of $name',
    ({ code, given }) => {
      const found = findingsIn(given).filter(one => one.code === code);
      expect(found).not.toEqual([]);
      for (const { detail } of found) expect(detail).not.toContain('undefined');
    },
  );

  it.each(findingCases.filter(one => !one.found))(
    '$code is not found of $name',
    ({ code, given }) => {
      const codes = findingsIn(given).map(one => one.code);
      expect(codes).not.toContain(code);
    },
  );

  it.each(findingCodes)(
    '%s has a case that shows it, and a near miss',
    code => {
      const cases = findingCases.filter(one => one.code === code);
      const outcomes = new Set(cases.map(one => one.found));
      expect(outcomes).toEqual(new Set([true, false]));
    },
  );
});

describe('the fixtures of findings', () => {
  it('have no piece that no case is put together from', () => {
    const used = new Set(findingCases.flatMap(one => one.given.pieces ?? []));
    expect(ownPieces.filter(name => !used.has(name))).toEqual([]);
  });
});
