import { cluster, plainPod, service } from '../../testing/cluster';
import { throughGateway } from './throughGateway';

const api = 'gateway.networking.k8s.io';
const tlsMode = 'gateway.istio.io/tls-terminate-mode';

function object(kind: string, key: string, spec: object, status?: object) {
  const [namespace, name] = key.split('/');
  const metadata = { namespace, name };
  return { apiVersion: `${api}/v1`, kind, metadata, spec, status };
}

const secret = { name: 'cart-tls' };
const elsewhere = { ...secret, namespace: 'vault' };

/** The listener web of edge/web, HTTPS on port 443. */
function listener(certificateRefs: readonly object[], options?: object) {
  const tls = { mode: 'Terminate', certificateRefs, options };
  const allowedRoutes = { namespaces: { from: 'All' } };
  return { name: 'web', port: 443, protocol: 'HTTPS', tls, allowedRoutes };
}

/** Conditions of the listener web, "Type=Status:Reason". */
function says(...written: readonly string[]) {
  const conditions = written.map(one => {
    const [type, status, reason] = one.split(/[=:]/);
    return { type, status, reason, message: 'secret edge/cart-tls not found' };
  });
  return { listeners: [{ name: 'web', conditions }] };
}

const fine = says(
  'Accepted=True:Accepted',
  'ResolvedRefs=True:ResolvedRefs',
  'Programmed=True:Programmed',
);

function gateway(one: object, status?: object) {
  const spec = {
    gatewayClassName: 'istio',
    listeners: [one],
    allowedListeners: { namespaces: { from: 'All' } },
  };
  return object('Gateway', 'edge/web', spec, status);
}

function grant(kind: string, name: string) {
  return object('ReferenceGrant', 'vault/grant', {
    from: [{ group: api, kind, namespace: 'edge' }],
    to: [{ group: '', kind: 'Secret', name }],
  });
}

const door = [
  plainPod('edge/web-istio-0', {
    ip: '10.1.0.8',
    labels: { app: 'web-istio' },
    spec: {
      containers: [{ name: 'istio-proxy', args: ['proxy', 'router'] }],
    },
  }),
  plainPod('shop/cart-0', { ip: '10.1.0.1', labels: { app: 'cart' } }),
  service('edge/web-istio', '10.96.0.8', [{ name: 'tls', port: 443 }], {
    'web-istio-0': '10.1.0.8',
  }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-0': '10.1.0.1',
  }),
];

function routeTo(parent: object) {
  return object('HTTPRoute', 'shop/cart', {
    parentRefs: [parent],
    rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }],
  });
}

const route = routeTo({ name: 'web', namespace: 'edge' });

function answered(...objects: readonly object[]) {
  const [arrival] = throughGateway(cluster(door, [...objects]), {
    pod: 'edge/web-istio-0',
    port: 443,
    tls: 'tls',
    host: 'cart.example.com',
    protocol: 'http',
  });
  return arrival;
}

describe('a listener that ends TLS', () => {
  it.each([
    ['with a status that all is well', [secret], fine],
    [
      'that asks for a kind of route that Istio does not have',
      [secret],
      says('Accepted=True:Accepted', 'ResolvedRefs=False:InvalidRouteKinds'),
    ],
    [
      'with one certificate of two that may be named',
      [elsewhere, secret],
      fine,
    ],
  ])('is served %s', (_, refs, status) => {
    expect(answered(gateway(listener(refs), status), route)).toMatchObject({
      outcome: 'accepted',
      certainty: 'proven',
    });
  });

  it('is none without tls, whatever its protocol says', () => {
    const { tls, ...bare } = listener([secret]);
    expect(tls).toBeDefined();
    const arrival = answered(gateway(bare, fine), route);
    expect(arrival).toMatchObject({
      outcome: 'unroutable',
      certainty: 'proven',
    });
    expect(arrival.reasons.map(one => one.text)).toContain(
      'Istio does not serve listener web of Gateway edge/web: it is of HTTPS and has no tls.',
    );
  });

  it.each([
    ['whatever others it names', [elsewhere]],
    ['and no other', []],
  ])("is served with a certificate of Istio's own, %s", (_, refs) => {
    const one = listener(refs, { [tlsMode]: 'ISTIO_SIMPLE' });
    expect(answered(gateway(one), route)).toMatchObject({
      outcome: 'accepted',
      certainty: 'proven',
    });
  });

  it('is assumed to have a certificate where no status reports on it', () => {
    expect(answered(gateway(listener([secret])), route)).toMatchObject({
      outcome: 'accepted',
      certainty: 'inferred',
      caveats: [
        'Secrets are not read, and no status reports on listener web of Gateway edge/web: that its certificate is there is assumed.',
      ],
    });
  });

  it.each([
    [
      'whose certificate is not found',
      says(
        'Accepted=True:Accepted',
        'ResolvedRefs=False:InvalidCertificateRef',
      ),
      'Istio does not serve listener web of Gateway edge/web: its status says that ResolvedRefs is False, InvalidCertificateRef, secret edge/cart-tls not found.',
    ],
    [
      'whose certificate may not be named',
      says('Accepted=True:Accepted', 'ResolvedRefs=False:RefNotPermitted'),
      'Istio does not serve listener web of Gateway edge/web: its status says that ResolvedRefs is False, RefNotPermitted, secret edge/cart-tls not found.',
    ],
    [
      "whose clients' CA is not found",
      says('Accepted=False:NoValidCACertificate'),
      'Istio does not serve listener web of Gateway edge/web: its status says that Accepted is False, NoValidCACertificate, secret edge/cart-tls not found.',
    ],
    [
      'whose kinds of routes are told of before its certificate',
      says('ResolvedRefs=False:InvalidRouteKinds', 'Programmed=False:Invalid'),
      'Istio does not serve listener web of Gateway edge/web: its status says that Programmed is False, Invalid, secret edge/cart-tls not found.',
    ],
  ])('is not served %s', (_, status, why) => {
    const arrival = answered(gateway(listener([secret]), status), route);
    expect(arrival).toMatchObject({
      why: 'no listener',
      outcome: 'unroutable',
      certainty: 'proven',
    });
    expect(arrival.reasons.map(one => one.text)).toContain(why);
  });

  it.each([
    [
      'in another namespace that grants nothing',
      [elsewhere],
      [],
      'no ReferenceGrant lets it name its certificate in another namespace',
    ],
    [
      'in another namespace that grants another',
      [elsewhere],
      [grant('Gateway', 'other')],
      'no ReferenceGrant lets it name its certificate in another namespace',
    ],
    [
      'that is no Secret',
      [{ ...secret, kind: 'ConfigMap' }],
      [],
      'its certificate is no Secret',
    ],
    [
      'of which there are three',
      [secret, secret, secret],
      [],
      'it names more than two certificates',
    ],
  ])('is not served with a certificate %s', (_, refs, more, why) => {
    const arrival = answered(gateway(listener(refs)), route, ...more);
    expect(arrival).toMatchObject({ why: 'no listener', certainty: 'proven' });
    expect(arrival.reasons.map(one => one.text)).toContain(
      `Istio does not serve listener web of Gateway edge/web: ${why}.`,
    );
  });

  it('is served with a certificate in another namespace that grants it', () => {
    const granted = grant('Gateway', 'cart-tls');
    expect(
      answered(gateway(listener([elsewhere]), fine), route, granted).outcome,
    ).toBe('accepted');
  });

  it('keeps its host from the listener of any host beside it', () => {
    const named = { ...listener([secret]), hostname: 'cart.example.com' };
    const any = { ...listener([secret]), name: 'any' };
    const { spec, ...rest } = gateway(
      named,
      says('ResolvedRefs=False:InvalidCertificateRef'),
    );
    const both = { ...rest, spec: { ...spec, listeners: [named, any] } };
    const onlyCart = {
      ...route,
      spec: { ...route.spec, hostnames: ['cart.example.com'] },
    };
    expect(answered(both, onlyCart).why).toBe('no virtual host');
  });
});

describe('a listener of a ListenerSet', () => {
  const plain = {
    name: 'plain',
    port: 80,
    protocol: 'HTTP',
    hostname: 'www.example',
  };
  const toSet = routeTo({
    kind: 'ListenerSet',
    name: 'more',
    namespace: 'edge',
  });
  const set = (refs: readonly object[], listeners: object) => {
    const accepted = [{ type: 'Accepted', status: 'True' }];
    const status = { conditions: accepted, ...listeners };
    const parentRef = { name: 'web' };
    const spec = { parentRef, listeners: [listener(refs)] };
    return object('ListenerSet', 'edge/more', spec, status);
  };

  it('is served where its status says that all is well', () => {
    expect(answered(gateway(plain), set([secret], fine), toSet)).toMatchObject({
      outcome: 'accepted',
      certainty: 'proven',
    });
  });

  it('is not served where its status says that its certificate is not found', () => {
    const broken = says(
      'Accepted=True:Accepted',
      'ResolvedRefs=False:InvalidCertificateRef',
    );
    const arrival = answered(gateway(plain), set([secret], broken), toSet);
    expect(arrival.why).toBe('no listener');
    expect(arrival.reasons.map(one => one.text)).toContain(
      'Istio does not serve listener web of ListenerSet edge/more: its status says that ResolvedRefs is False, InvalidCertificateRef, secret edge/cart-tls not found.',
    );
  });

  it('names a certificate in another namespace by a grant of its own kind', () => {
    const objects = [gateway(plain), set([elsewhere], fine), toSet];
    const ofGateway = grant('Gateway', 'cart-tls');
    const ofSet = grant('ListenerSet', 'cart-tls');
    expect(answered(...objects, ofGateway).why).toBe('no listener');
    expect(answered(...objects, ofSet).outcome).toBe('accepted');
  });
});

describe('a listener that passes TLS on', () => {
  const passing = (port: number, labels: object, options?: object) => {
    const tls = { mode: 'Passthrough', options };
    const { metadata, ...rest } = gateway(
      { ...listener([]), protocol: 'TLS', port, tls },
      fine,
    );
    return { ...rest, metadata: { ...metadata, labels } };
  };
  const network = { 'topology.istio.io/network': 'east' };

  it.each([
    ['of no network by the TLSRoutes', 443, {}, 'no listener'],
    [
      'of a network by the TLSRoutes at other ports than 15443',
      443,
      network,
      'no listener',
    ],
    [
      'of a network by the SNI at the port that it names',
      443,
      { ...network, 'networking.istio.io/gatewayPort': '443' },
      'outbound|80||cart.shop.svc.cluster.local',
    ],
  ])('goes %s', (_, port, labels, why) => {
    const [arrival] = throughGateway(cluster(door, [passing(port, labels)]), {
      pod: 'edge/web-istio-0',
      port,
      tls: 'tls',
      sni: 'outbound_.80_._.cart.shop.svc.cluster.local',
      host: 'cart.example.com',
      protocol: 'http',
    });
    expect(arrival.why).toContain(why);
  });
});
