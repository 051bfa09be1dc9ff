// Ways out that look right for a service and are wrong for what is beside it.
import { analyze } from '../../posture/analyze';
import type { Remedy } from '../../posture/servicePosture';
import { objectsOf, stateOf } from '../../testing/demo';
import { gridCluster } from '../../testing/gridMeshes';
import { RawCluster } from '../../testing/rawCluster';

const nginx = 'nginx.ingress.kubernetes.io';

function policy(mode: string, rest = ''): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: policy, namespace: shop }
spec: { mtls: { mode: ${mode} }${rest} }
`;
}

/** A workload and its Service, of the tier that a policy may select. */
function workload(name: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, tier: backend } }
    spec:
      containers:
        - { name: app, image: 'example-retail/app:1', ports: [{ name: http, containerPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { app: ${name} }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
`;
}

/** An Ingress of rules such as `a.example.com/path service`. */
function ingress(
  name: string,
  rules: readonly string[],
  annotations = '',
): string {
  const written = rules.map(rule => {
    const [, host, path, service, port = '80'] =
      /^([^/]+)(\/\S*) (\w+):?(\d+)?$/.exec(rule) ?? [];
    return `
    - host: ${host}
      http:
        paths:
          - path: ${path}
            pathType: Prefix
            backend: { service: { name: ${service}, port: { number: ${port} } } }`;
  });
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec:
  ingressClassName: nginx
  rules:${written.join('')}
`;
}

const named = (service: string) =>
  `${nginx}/service-upstream: 'true', ${nginx}/upstream-vhost: ${service}.shop.svc.cluster.local`;

function cluster(edge: 'outside' | 'sidecar', ...yaml: string[]) {
  return gridCluster(
    'ingress-nginx',
    edge,
    yaml.flatMap(one => objectsOf(one)),
  );
}

function remediesOf(
  objects: readonly unknown[],
  service: string,
): readonly Remedy[] {
  const found = analyze(stateOf(objects)).find(
    one => one.service.name === service,
  );
  return (found?.remedies ?? []).filter(one => one.standing === 'proven');
}

function remedyOf(
  objects: readonly unknown[],
  service: string,
  id: string,
): Remedy {
  const all = remediesOf(objects, service);
  const found = all.find(one => one.id.startsWith(id));
  if (!found) throw new Error(`no ${id} among ${all.map(one => one.id)}`);
  return found;
}

function pathsAfter(
  objects: readonly unknown[],
  { steps }: Remedy,
  service: string,
) {
  const after = steps.reduce(
    (now, step) => now.apply(step),
    RawCluster.of(objects),
  );
  const found = analyze(after.state()).find(
    one => one.service.name === service,
  );
  return found?.paths
    .filter(({ mode }) => mode !== 'istio-gateway')
    .map(({ mode, route: { host, path }, posture }) =>
      [mode, `${host}${path}`, posture].join(' '),
    )
    .sort();
}

describe('a policy that selects the pods of several services', () => {
  const selector = ', selector: { matchLabels: { tier: backend } }';
  const yaml = [workload('ledger'), workload('stock')];

  it('does not turn STRICT for one while another is sent plaintext', () => {
    const objects = cluster(
      'sidecar',
      ...yaml,
      policy('PERMISSIVE', selector),
      ingress('a', ['a.example.com/ ledger'], named('ledger')),
      ingress('b', ['b.example.com/ stock']),
    );
    expect(remediesOf(objects, 'ledger').map(one => one.id)).toEqual([]);
    const alone = cluster(
      'sidecar',
      ...yaml,
      policy('PERMISSIVE', selector),
      ingress('a', ['a.example.com/ ledger'], named('ledger')),
    );
    const strict = remedyOf(alone, 'ledger', 'strict');
    expect(strict.costs.join()).toContain('It holds for stock, too');
  });

  it('says whose ports it opens besides', () => {
    const objects = cluster(
      'outside',
      ...yaml,
      policy('STRICT', selector),
      ingress('b', ['b.example.com/ stock']),
    );
    const open = remedyOf(objects, 'stock', 'permissive-port');
    expect(open.costs.join()).toContain('It holds for ledger, too');
  });
});

describe('an Ingress that is led to a gateway', () => {
  it('keeps all its hosts and paths, and its place', () => {
    const objects = cluster(
      'outside',
      policy('STRICT'),
      ingress('web', ['a.example.com/api cart', 'b.example.com/web cart']),
    );
    const chain = remedyOf(objects, 'cart', 'chain');
    expect(pathsAfter(objects, chain, 'cart')).toEqual([
      'chained a.example.com/api plaintext',
      'chained b.example.com/web plaintext',
    ]);
    // A second Ingress for the same host and path would be turned away by its webhook.
    expect(
      chain.steps.map(step => `${step.action} ${step.object.kind}`),
    ).toEqual([
      'create Gateway',
      'create VirtualService',
      'create Service',
      'patch Ingress',
    ]);
  });

  it('goes on leading to its other services', () => {
    const objects = cluster(
      'outside',
      policy('STRICT'),
      workload('ledger'),
      ingress('web', ['a.example.com/ledger ledger', 'a.example.com/ cart']),
    );
    const chain = remedyOf(objects, 'cart', 'chain');
    expect(pathsAfter(objects, chain, 'ledger')).toEqual([
      'standalone a.example.com/ledger rejected',
    ]);
    expect(pathsAfter(objects, chain, 'cart')).toEqual([
      'chained a.example.com/ plaintext',
    ]);
  });

  it('is not patched where more stands in its rules than is read', () => {
    const bucket = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: nginx
  defaultBackend: { resource: { apiGroup: k8s.example.com, kind: Bucket, name: pictures } }
  rules:
    - host: a.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: cart, port: { number: 80 } } }
`;
    const ids = remediesOf(
      cluster('outside', policy('STRICT'), bucket),
      'cart',
    ).map(one => one.id);
    expect(ids).toEqual(
      expect.not.arrayContaining([expect.stringContaining('chain')]),
    );
  });

  it('does not lead two ports to one', () => {
    const objects = cluster(
      'outside',
      policy('STRICT'),
      ingress('web', ['a.example.com/ cart', 'b.example.com/ cart:443']),
    );
    expect(remediesOf(objects, 'cart').map(one => one.id)).toEqual(
      expect.not.arrayContaining([expect.stringContaining('chain')]),
    );
  });

  it('writes over no Gateway and no VirtualService', () => {
    const taken = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: cart, namespace: shop }
spec:
  selector: { istio: gateway }
  servers:
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: [x.example.com] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart-ingress, namespace: shop }
spec:
  hosts: [x.example.com]
  gateways: [cart]
  http: [{ route: [{ destination: { host: cart } }] }]
`;
    const chain = remedyOf(
      cluster(
        'outside',
        policy('STRICT'),
        taken,
        ingress('web', ['a.example.com/ cart']),
      ),
      'cart',
      'chain',
    );
    expect(chain.steps.map(step => step.object.name)).toEqual([
      'cart-2',
      'cart-ingress-2',
      'istio-gateway',
      'web',
    ]);
  });
});

describe('an HTTPRoute that is led to a gateway', () => {
  const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: kong
  listeners:
    - { name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: kong, annotations: { konghq.com/gatewayclass-unmanaged: 'true' } }
spec: { controllerName: konghq.com/kic-gateway-controller }
`;
  const route = (more: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec:
  parentRefs: [{ name: public, namespace: edge }]
  hostnames: [a.example.com]
  rules:
    - matches: [{ path: { type: PathPrefix, value: /api } }]
      backendRefs: [{ name: cart, port: 80 }]
      ${more}
    - matches: [{ path: { type: Exact, value: /web } }]
      backendRefs: [{ name: cart, port: 80 }]
`;
  const withRoute = (more: string) =>
    gridCluster(
      'kong',
      'outside',
      [policy('STRICT'), gateway, route(more)].flatMap(one => objectsOf(one)),
    );

  it('keeps all its paths', () => {
    const objects = withRoute('');
    const chain = remedyOf(objects, 'cart', 'chain');
    expect(pathsAfter(objects, chain, 'cart')).toEqual([
      'chained a.example.com/api plaintext',
      'chained a.example.com/web plaintext',
    ]);
  });

  it('is not made anew without what else it does', () => {
    const objects = withRoute('timeouts: { request: 10s }');
    expect(remediesOf(objects, 'cart').map(one => one.id)).toEqual(
      expect.not.arrayContaining([expect.stringContaining('chain')]),
    );
  });
});

describe('the name of one Service', () => {
  it('is not put on an object or a Host that leads to two', () => {
    const oneIngress = cluster(
      'outside',
      policy('STRICT'),
      workload('ledger'),
      ingress('web', ['a.example.com/ledger ledger', 'a.example.com/ cart']),
    );
    const patches = remediesOf(oneIngress, 'cart')
      .flatMap(remedy => remedy.steps)
      .map(step => step.patch)
      .join('\n');
    expect(patches).not.toContain('upstream-vhost');
    expect(patches).not.toContain('gateways: [mesh]');
    expect(patches).toContain('appProtocol: tcp');
  });
});

describe('a sidecar for an edge', () => {
  const web = ingress('web', ['a.example.com/ cart']);

  it('is asked for only once its namespace lets pods ask', () => {
    const closed = `
apiVersion: v1
kind: Namespace
metadata: { name: edge, labels: { istio-injection: disabled } }
`;
    const objects = cluster('outside', policy('STRICT'), closed, web);
    const [best] = remediesOf(objects, 'cart');
    expect(best.steps[0]).toMatchObject({
      object: { kind: 'Namespace', name: 'edge' },
      command:
        'kubectl patch namespace edge --type merge -p \'{"metadata":{"labels":{"istio-injection":null}}}\'',
      after: 'rejected',
    });
    expect(best.costs.join()).toContain('agree on it with its owner');
    expect(pathsAfter(objects, best, 'cart')).toEqual([
      'standalone a.example.com/ enforced',
    ]);
  });

  it('is no way out where the pods keep it from what they send', () => {
    const objects = cluster('outside', policy('STRICT'), web).map(object => {
      const { kind, metadata } = object as {
        kind: string;
        metadata: { namespace: string; annotations?: object };
      };
      if (kind !== 'Pod' || metadata.namespace !== 'edge') return object;
      const annotations = {
        ...metadata.annotations,
        'traffic.sidecar.istio.io/excludeOutboundPorts': '80,8080',
      };
      return { ...(object as object), metadata: { ...metadata, annotations } };
    });
    expect(remediesOf(objects, 'cart').map(one => one.reaches)).toEqual([
      'plaintext',
      'plaintext',
    ]);
  });
});
