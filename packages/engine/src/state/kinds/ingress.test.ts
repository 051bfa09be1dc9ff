import { objectsOf, stateOf } from '../../testing/demo';
import { ingresses } from './ingress';

const rulesOf = (apiVersion: string, spec: string) => {
  const state = stateOf(
    objectsOf(`
apiVersion: ${apiVersion}
kind: Ingress
metadata: { name: web, namespace: shop }
spec: ${spec}
`),
  );
  return state
    .list(ingresses)
    .flatMap(one => one.rules)
    .map(({ host, path, backend }) => ({ host, path, backend }));
};

const v1 = rulesOf(
  'networking.k8s.io/v1',
  `
  defaultBackend: { service: { name: shop, port: { number: 80 } } }
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /cart
            pathType: Prefix
            backend: { service: { name: cart, port: { name: http } } }`,
);

describe('an Ingress', () => {
  it.each(['networking.k8s.io/v1beta1', 'extensions/v1beta1'])(
    'leads where it led as %s, which old manifests have',
    apiVersion => {
      const old = rulesOf(
        apiVersion,
        `
  backend: { serviceName: shop, servicePort: 80 }
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /cart
            backend: { serviceName: cart, servicePort: http }`,
      );
      expect(old).toHaveLength(2);
      expect(old).toEqual(v1);
    },
  );
});
