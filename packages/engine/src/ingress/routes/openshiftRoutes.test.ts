import { objectsOf, stateOf } from '../../testing/demo';
import { services } from '../../state/kinds/service';
import { routesTo } from './routes';

const shard =
  'ingresscontroller.operator.openshift.io/deployment-ingresscontroller';

function router(name: string, env = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata:
  name: router-${name}-0
  namespace: openshift-ingress
  labels: { ${shard}: ${name}, pod-template-hash: 5d8f7b6c9d }
  ownerReferences:
    - { apiVersion: apps/v1, kind: ReplicaSet, name: router-${name}-5d8f7b6c9d, controller: true, uid: u }
spec:
  containers:
    - name: router
      image: quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:1f3a
      env: [${env}]
status: { phase: Running }`;
}

const shop = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: retail } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { clusterIP: 10.96.0.7, ports: [{ name: http, port: 80 }] }`;

function route(labels: string, status = ''): string {
  return `
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: web, namespace: shop, labels: { ${labels} } }
spec:
  host: shop.example.com
  to: { kind: Service, name: cart }
status: { ingress: [${status}] }`;
}

function serving(...manifests: readonly string[]): readonly string[] {
  const state = stateOf(
    [shop, ...manifests].flatMap(one => objectsOf(one, 'case')),
  );
  const service = state.get(services, 'shop', 'cart');
  if (!service) throw new Error('The case has no Service.');
  return routesTo(state, service).map(({ edge }) => edge.ref.name);
}

const internal = router(
  'internal',
  `{ name: ROUTE_LABELS, value: type=internal }`,
);
const retail = router(
  'retail',
  `{ name: NAMESPACE_LABELS, value: team=retail }`,
);

describe('routers of one namespace', () => {
  it('serve each Route where none is told of labels', () => {
    expect(serving(router('default'), router('second'), route(''))).toEqual([
      'router-default',
      'router-second',
    ]);
  });

  it('leave Routes alone that have not the labels of their shard', () => {
    expect(serving(router('default'), internal, route(''))).toEqual([
      'router-default',
    ]);
    expect(serving(internal, route('type: internal'))).toEqual([
      'router-internal',
    ]);
  });

  it('go by the labels of the namespace as well', () => {
    expect(serving(retail, route(''))).toEqual(['router-retail']);
    expect(
      serving(
        router('outlet', '{ name: NAMESPACE_LABELS, value: team=outlet }'),
        route(''),
      ),
    ).toEqual([]);
  });

  it('serve those alone whose status names them, where it names any', () => {
    const admitted = `{ routerName: second, host: shop.example.com, conditions: [{ type: Admitted, status: 'True' }] }`;
    expect(
      serving(router('default'), router('second'), route('', admitted)),
    ).toEqual(['router-second']);
  });
});

describe('the host of a Route', () => {
  const hostOf = (spec: string, status = '') => {
    const state = stateOf(
      objectsOf(
        `${shop}
---${router('default')}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: web, namespace: shop }
spec: { to: { kind: Service, name: cart }, ${spec} }
status: { ingress: [${status}] }`,
        'case',
      ),
    );
    const service = state.get(services, 'shop', 'cart');
    return service && routesTo(state, service).map(({ ref }) => ref.host);
  };

  it('is every name beside it where its policy takes in subdomains', () => {
    expect(
      hostOf('host: wildcard.example.com, wildcardPolicy: Subdomain'),
    ).toEqual(['*.example.com']);
  });

  it('is what its router made of a subdomain', () => {
    expect(
      hostOf(
        'subdomain: cart',
        '{ routerName: default, host: cart.apps.example.com }',
      ),
    ).toEqual(['cart.apps.example.com']);
  });
});
