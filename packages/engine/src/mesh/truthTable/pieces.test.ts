import { inboundModes } from './inboundMatrix';
import { outboundCalls } from './outboundTables';
import { pieceNames } from './pieces';
import { reachCases } from './reachability';
import { realWorldCases } from './realWorldCases';
import { allRows } from './rows';

describe('the fixtures', () => {
  it('have no piece that nothing is put together from', () => {
    const used = new Set([
      ...[
        ...allRows,
        ...realWorldCases,
        ...outboundCalls,
        ...reachCases,
      ].flatMap(one => one.given),
      ...inboundModes.map(mode => `mesh-${mode}`),
      'service-of-each-kind',
    ]);
    expect(pieceNames.filter(name => !used.has(name))).toEqual([]);
  });
});
