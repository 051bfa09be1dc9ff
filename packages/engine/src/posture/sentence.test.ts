import { pathSentence, serviceSentence } from './sentence';
import type { Hop, MtlsPosture, Path } from './servicePosture';

function hop(change: Partial<Hop>): Hop {
  return {
    from: 'edge',
    to: 'workload',
    fromNode: 1,
    toNode: 2,
    addressing: 'pod-ip',
    address: null,
    port: 8080,
    host: 'shop.example.com',
    protocol: 'HTTP',
    wire: 'plaintext',
    outcome: 'accepted',
    certainty: 'proven',
    counts: true,
    arrivals: [],
    reasons: [],
    caveats: [],
    evidence: [],
    ...change,
  };
}

function path(
  posture: MtlsPosture,
  hops: readonly Hop[],
  edge: 'nginx' | 'alb' | 'istio' = 'nginx',
): Path {
  const edges = {
    nginx: { vendor: 'ingress-nginx', title: 'ingress-nginx' },
    alb: { vendor: 'aws-alb', title: 'AWS Application Load Balancer' },
    istio: { vendor: 'istio', title: 'Istio gateway' },
  };
  return {
    mode: 'standalone',
    posture,
    certainty: 'proven',
    sentence: '',
    edge: { ...edges[edge], kind: 'Deployment', namespace: 'edge', name: 'lb' },
    route: {
      kind: 'Ingress',
      namespace: 'shop',
      name: 'web',
      host: 'shop.example.com',
      path: '/',
    },
    port: 80,
    nodes: [
      { role: 'client', name: 'Clients' },
      {
        role: 'edge',
        name: edges[edge].title,
        ...(edge === 'alb' && { fact: 'outside the cluster' }),
      },
      { role: 'workload', name: 'cart :8080' },
    ],
    hops,
  };
}

const passed = {
  pod: 'shop/cart-1',
  port: 8080,
  wire: 'plaintext',
  outcome: 'accepted',
  why: 'PassthroughCluster',
} as const;

const rejected = { outcome: 'rejected' } as const;

describe('the sentence of a path', () => {
  it.each<[string, Path]>([
    [
      'ingress-nginx sends plaintext to the pods, and they take it.',
      path('plaintext', [hop({})]),
    ],
    [
      'ingress-nginx sends plaintext to the Service, and the pods take it.',
      path('plaintext', [hop({ addressing: 'service-vip' })]),
    ],
    [
      'ingress-nginx sends Host shop.example.com, which the mesh does not know, so it leaves as plaintext, and the pods take it.',
      path('plaintext', [
        hop({ addressing: 'service-vip', arrivals: [passed] }),
      ]),
    ],
    [
      'ingress-nginx sends plaintext to the pods, but cart demands mTLS: clients get 502.',
      path('rejected', [hop(rejected)]),
    ],
    [
      'The AWS Application Load Balancer speaks no mTLS, and cart demands it: clients get 502.',
      path('rejected', [hop(rejected)], 'alb'),
    ],
    [
      "ingress-nginx sends TLS without a mesh identity, which cart's proxy refuses: clients get 502.",
      path('rejected', [hop({ ...rejected, wire: 'tls' })]),
    ],
    [
      'mTLS is sent to cart, but nothing there can read it: clients get 502.',
      path('rejected', [hop({ ...rejected, wire: 'istio-mtls' })]),
    ],
    [
      'Clients never get past ingress-nginx: its own proxy refuses their connections.',
      path('rejected', [hop({ ...rejected, from: 'client', to: 'edge' })]),
    ],
    [
      'ingress-nginx speaks HTTP to the Istio gateway, which only answers with a redirect to https: clients loop.',
      path('rejected', [hop({ to: 'gateway', outcome: 'redirected' })]),
    ],
    [
      'The Istio gateway speaks HTTP to cart, whose route only answers with a redirect to https: clients loop.',
      path(
        'rejected',
        [hop({ from: 'gateway', wire: 'none', outcome: 'redirected' })],
        'istio',
      ),
    ],
    [
      'cart is not in the mesh: ingress-nginx sends plaintext to its pods.',
      path('unmeshed', [hop({})]),
    ],
    [
      'ingress-nginx reaches cart over TLS that carries no mesh identity.',
      path('app-tls', [hop({ wire: 'tls' })]),
    ],
    [
      'The Istio gateway reaches cart over mTLS, and cart accepts nothing else.',
      path('enforced', [hop({ wire: 'istio-mtls' })], 'istio'),
    ],
    [
      'ingress-nginx reaches cart over mTLS, but cart would still take plaintext from anyone in the cluster.',
      path('permissive', [hop({ wire: 'istio-mtls' })]),
    ],
    [
      'What ingress-nginx sends to cart could not be worked out.',
      path('unknown', [hop({ wire: 'unknown', outcome: 'unknown' })]),
    ],
  ])('is "%s"', (sentence, spoken) => {
    expect(pathSentence(spoken, 'cart')).toBe(sentence);
  });
});

describe('the sentence of a path by which a Service is only asked about requests', () => {
  const asked = (posture: MtlsPosture, change: Partial<Hop>): Path => {
    const made = path(posture, [hop(change)]);
    const route = { ...made.route, purpose: 'external authorization' } as const;
    return { ...made, route };
  };

  it('says what it is asked for', () => {
    expect(pathSentence(asked('plaintext', {}), 'login')).toBe(
      'ingress-nginx sends plaintext to the pods, and they take it. login is asked whether requests may pass (external authorization).',
    );
  });

  it('says where requests pass that nobody is asked about', () => {
    const open = asked('rejected', { wire: 'plaintext', outcome: 'rejected' });
    const route = { ...open.route, failsOpen: true } as const;
    expect(pathSentence({ ...open, route }, 'login')).toBe(
      'ingress-nginx sends plaintext to the pods, but login demands mTLS: its answer never comes. login is asked whether requests may pass (external authorization), and they pass where it does not answer.',
    );
  });

  it('leaves open what clients get when the answer never comes', () => {
    const refused = asked('rejected', { outcome: 'rejected' });
    expect(pathSentence(refused, 'login')).toBe(
      'ingress-nginx sends plaintext to the pods, but login demands mTLS: its answer never comes. login is asked whether requests may pass (external authorization).',
    );
  });
});

describe('the sentence of a service', () => {
  const basis = { readyEndpoints: 1, unread: [] };
  const hidden = ['Ingress objects could not be read.'];

  it.each([
    [
      'no endpoint',
      [],
      0,
      hidden,
      'cart has no ready endpoint to judge it by.',
    ],
    [
      'routes that are not followed',
      [],
      1,
      hidden,
      'Not all that may lead to cart could be followed, so what arrives there is not known.',
    ],
    [
      'paths that are good, beside routes that are not followed',
      [path('enforced', [hop({})])],
      1,
      hidden,
      'Not all that may lead to cart could be followed, so what arrives there is not known.',
    ],
    ['nothing to say', [], 1, [], 'Not enough could be read to judge cart.'],
    [
      'a path that is not known',
      [{ ...path('unknown', [hop({})]), sentence: 'That path.' }],
      1,
      hidden,
      'That path.',
    ],
  ])(
    'says why it is unknown with %s',
    (_, paths, readyEndpoints, unread, sentence) => {
      expect(
        serviceSentence('cart', 'unknown', paths, { readyEndpoints, unread }),
      ).toBe(sentence);
    },
  );

  it.each<[MtlsPosture, string]>([
    [
      'enforced',
      'Nothing from outside reaches cart, and it accepts mTLS only.',
    ],
    [
      'permissive',
      'Nothing from outside reaches cart; inside, it takes mTLS, and plaintext from anyone too.',
    ],
    [
      'unmeshed',
      'cart is not in the mesh, and nothing from outside reaches it.',
    ],
  ])('without a path and %s is "%s"', (posture, sentence) => {
    expect(serviceSentence('cart', posture, [], basis)).toBe(sentence);
  });

  it.each<[MtlsPosture, string]>([
    [
      'plaintext',
      'No path to cart is known to carry plaintext, but a port of it takes nothing else.',
    ],
    [
      'unmeshed',
      'cart is not in the mesh; what its paths carry could not be worked out.',
    ],
  ])(
    'says of %s by its ports alone what is known of its paths',
    (posture, sentence) => {
      const unsure = path('unknown', [hop({ outcome: 'unknown' })]);
      expect(serviceSentence('cart', posture, [unsure], basis)).toBe(sentence);
    },
  );

  it('is that of its worst path', () => {
    const bad = { ...path('plaintext', [hop({})]), sentence: 'The worst.' };
    const good = { ...path('permissive', [hop({})]), sentence: 'The best.' };
    expect(serviceSentence('cart', 'plaintext', [bad, good], basis)).toBe(
      'The worst.',
    );
  });
});
