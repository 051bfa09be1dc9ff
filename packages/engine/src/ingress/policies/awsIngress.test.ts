import { objectsOf, stateOf } from '../../testing/demo';
import { services } from '../../state/kinds/service';
import { routesTo } from '../routes/routes';

const controller = `
apiVersion: v1
kind: Pod
metadata:
  name: controller-0
  namespace: edge
  labels: { app.kubernetes.io/name: aws-load-balancer-controller }
spec:
  containers: [{ name: controller, image: 'public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0' }]
status: { phase: Running, podIP: 10.44.9.9, conditions: [{ type: Ready, status: 'True' }] }`;

function dialled(type: string, annotations: string, ...more: string[]) {
  const nodePort = type === 'NodePort' ? ', nodePort: 30080' : '';
  const shop = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { type: ${type}, clusterIP: 10.96.0.7, ports: [{ name: http, port: 80${nodePort} }] }
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec:
  ingressClassName: alb
  rules:
    - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }`;
  const state = stateOf([shop, ...more].flatMap(one => objectsOf(one, 'case')));
  const cart = state.get(services, 'shop', 'cart');
  if (!cart) throw new Error('The case has no Service.');
  return routesTo(state, cart)
    .filter(({ edge }) => edge.vendor.id === 'aws-alb')
    .map(({ dial }) => [dial.addressing, dial.certainty]);
}

const asked = (type: string) =>
  `alb.ingress.kubernetes.io/target-type: ${type}`;

describe('the targets of an ALB', () => {
  it.each([
    ['ClusterIP', '', [['pod-ip', 'inferred']]],
    ['NodePort', '', [['node-port', 'inferred']]],
    ['ClusterIP', asked('ip'), [['pod-ip', 'proven']]],
    ['NodePort', asked('instance'), [['node-port', 'proven']]],
    ['ClusterIP', asked('instance'), []],
  ])(
    'are what is said of them, else not certain where the controller is not seen: %s %s',
    (type, annotation, expected) => {
      expect(dialled(type, annotation)).toEqual(expected);
    },
  );

  it.each([
    ['ClusterIP', []],
    ['NodePort', [['node-port', 'proven']]],
  ])(
    'are nodes by the default of a controller that is seen: %s',
    (type, expected) => {
      expect(dialled(type, '', controller)).toEqual(expected);
    },
  );
});
