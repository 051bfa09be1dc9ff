import { connect } from '../connect';
import { inboundCalls, inboundModes, Verdict } from './inboundMatrix';
import { meshOf } from './pieces';

/** How the engine says it. */
const words: Readonly<Record<Verdict, readonly [string, string]>> = {
  taken: ['accepted', ''],
  undecrypted: ['rejected', 'mTLS handed to the application'],
  'no filter chain': ['rejected', 'no filter chain matches'],
  'no certificate': ['rejected', 'client certificate required'],
  'not HTTP': ['rejected', 'protocol error'],
};

const cases = inboundCalls.flatMap(call =>
  inboundModes.map(mode => ({ ...call, mode, verdict: call.under[mode] })),
);

describe('a sidecar', () => {
  it.each(cases)(
    'under $mode: $name, $verdict',
    ({ mode, verdict, port, protocol, tls }) => {
      const [outcome, why] = words[verdict];
      const state = meshOf([
        'backend-sidecar',
        'service-of-each-kind',
        `mesh-${mode}`,
      ]);
      const arrivals = connect(state, {
        from: null,
        address: '10.1.0.1',
        port,
        protocol,
        ...(tls && { tls }),
      });
      expect(arrivals).toEqual([
        expect.objectContaining({
          pod: 'shop/cart-1',
          outcome,
          why: expect.stringContaining(why),
        }),
      ]);
    },
  );
});
