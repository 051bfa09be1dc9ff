import { objectsOf, stateOf } from '../../testing/demo';
import { services } from '../../state/kinds/service';
import { leftOutOf, routesTo } from '../routes/routes';

function ingress(name: string, service: string, more = ''): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { alb.ingress.kubernetes.io/target-type: ip ${more} } }
spec:
  ingressClassName: alb
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: ${service}, port: { number: 80 } } }`;
}

const ofClass = (group: string) => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec:
  controller: ingress.k8s.aws/alb
  parameters: { apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: alb }
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: IngressClassParams
metadata: { name: alb }
spec: { ${group} }`;

const shop = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { clusterIP: 10.96.0.7, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: odd, namespace: shop }
spec: { clusterIP: 10.96.0.8, ports: [{ name: http, port: 8080 }] }`;

function ofCart(...manifests: readonly string[]) {
  const state = stateOf(
    [shop, ...manifests].flatMap(one => objectsOf(one, 'case')),
  );
  const cart = state.get(services, 'shop', 'cart');
  if (!cart) throw new Error('The case has no Service.');
  return {
    routes: routesTo(state, cart).length,
    leftOut: leftOutOf(state, cart).length,
  };
}

const served = { routes: 1, leftOut: 0 };
const spoiled = { routes: 0, leftOut: 1 };
const broken = ingress('odd', 'odd');

describe('a group of Ingresses of the AWS controller', () => {
  it('is all Ingresses of a class whose parameters name one', () => {
    expect(
      ofCart(ingress('web', 'cart'), broken, ofClass('group: { name: all }')),
    ).toEqual(spoiled);
  });

  it('is each Ingress by itself where nothing names one', () => {
    expect(ofCart(ingress('web', 'cart'), broken, ofClass(''))).toEqual(served);
  });

  it('is that of the class, whatever annotations say', () => {
    const own = ', alb.ingress.kubernetes.io/group.name: own';
    expect(
      ofCart(
        ingress('web', 'cart', own),
        broken,
        ofClass('group: { name: all }'),
      ),
    ).toEqual(spoiled);
    expect(ofCart(ingress('web', 'cart', own), broken, ofClass(''))).toEqual(
      served,
    );
  });
});
