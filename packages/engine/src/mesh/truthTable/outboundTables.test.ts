import { connect } from '../connect';
import { outboundCalls } from './outboundTables';
import { meshOf } from './pieces';

describe('a sidecar sends', () => {
  it.each(outboundCalls)('$name to $cluster', ({ given, hop, cluster }) => {
    const arrivals = connect(meshOf(given), hop);
    expect(arrivals.map(one => one.why.split('; ')[0])).toEqual([cluster]);
  });
});
