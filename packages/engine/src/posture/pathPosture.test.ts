import { isBroken, mayBeBroken, pathPosture } from './pathPosture';
import type { Certainty, Hop, Outcome, Wire } from './servicePosture';

function hop(
  wire: Wire,
  outcome: Outcome,
  certainty: Certainty,
  more: Partial<Hop> = {},
): Hop {
  return {
    from: 'edge',
    to: 'workload',
    fromNode: 1,
    toNode: 2,
    addressing: 'pod-ip',
    address: null,
    port: 8080,
    protocol: 'HTTP',
    host: null,
    wire,
    outcome,
    counts: true,
    certainty,
    caveats: [],
    reasons: [],
    evidence: [],
    arrivals: [],
    ...more,
  } as Hop;
}

const entrance = { from: 'client', to: 'edge', counts: false } as const;
const ok = hop('plaintext', 'accepted', 'proven');

describe('the posture of a path', () => {
  it.each([
    [
      'a hop that is refused',
      [hop('plaintext', 'rejected', 'proven')],
      'rejected',
    ],
    [
      'one that is inferred to be',
      [hop('tls', 'rejected', 'inferred')],
      'rejected',
    ],
    [
      'one of which nobody knows',
      [hop('tls', 'rejected', 'unknown')],
      'unknown',
    ],
    [
      'one of which nobody knows, and plaintext',
      [hop('tls', 'unroutable', 'unknown'), ok],
      'plaintext',
    ],
    [
      'an entrance that refuses everybody',
      [hop('plaintext', 'rejected', 'proven', entrance), ok],
      'rejected',
    ],
    [
      'an entrance of which nobody knows, and mTLS',
      [
        hop('plaintext', 'rejected', 'unknown', entrance),
        hop('istio-mtls', 'accepted', 'proven'),
      ],
      'unknown',
    ],
    [
      'an entrance by plaintext, and mTLS',
      [
        hop('plaintext', 'accepted', 'proven', entrance),
        hop('istio-mtls', 'accepted', 'proven'),
      ],
      'permissive',
    ],
  ] as const)('of %s', (_, hops, posture) => {
    expect(pathPosture({ hops, port: 80 }, [], true)).toBe(posture);
  });

  it('keeps apart what is broken and what may be', () => {
    const doubtful = hop('tls', 'rejected', 'unknown');
    expect([isBroken(doubtful), mayBeBroken(doubtful)]).toEqual([false, true]);
  });
});
