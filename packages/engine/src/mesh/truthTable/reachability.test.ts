import { connect } from '../connect';
import { meshOf } from './pieces';
import { reachCases } from './reachability';

const sent = { none: 'plaintext', tls: 'app-tls', mtls: 'istio-mtls' } as const;

describe('a request', () => {
  it.each(reachCases)('$name: $reach', ({ given, hop, pod, reach }) => {
    const arrivals = connect(meshOf(given), hop);
    const ends = {
      mtls: { wire: 'istio-mtls', outcome: 'accepted' },
      'as sent': { wire: sent[hop.tls ?? 'none'], outcome: 'accepted' },
      refused: { outcome: 'rejected' },
    };
    expect(arrivals).toEqual([
      expect.objectContaining({ pod, ...ends[reach] }),
    ]);
  });
});
