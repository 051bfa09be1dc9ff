import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyze } from '../posture/analyze';
import { objectsOf } from '../testing/demo';
import { runningCluster } from '../ingress/grid/runningCluster';
import { behindGateway, gatewayService } from '../testing/behindGateway';

/** An Ingress that starts TLS of its own towards an Istio gateway for shop.example.com. */
function pathThrough(
  vendor: string,
  ingressClass: string,
  annotations: Readonly<Record<string, string>>,
  ofService = '',
  more = '',
) {
  const controller = readFileSync(
    resolve(__dirname, `../ingress/grid/${vendor}/controller.yaml`),
    'utf8',
  );
  const ingress = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: istio-system
  annotations: ${JSON.stringify(annotations)}
spec:
  ingressClassName: ${ingressClass}
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: istio-ingressgateway, port: { number: 443 } } }
`;
  const objects = objectsOf(
    `${behindGateway}${gatewayService(
      'type: ClusterIP',
      ofService,
    )}---\n${controller}\n${ingress}${more}`,
  );
  const cart = analyze(runningCluster(objects, 'outside')).find(
    one => one.service.name === 'cart',
  );
  const found = cart?.paths.find(one => one.edge.vendor === vendor);
  return found && { mode: found.mode, posture: found.posture };
}

const secret = {
  'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
  'nginx.ingress.kubernetes.io/proxy-ssl-secret': 'istio-system/shop',
};
const named = {
  ...secret,
  'nginx.ingress.kubernetes.io/proxy-ssl-server-name': 'on',
  'nginx.ingress.kubernetes.io/proxy-ssl-name': 'shop.example.com',
};
const nginx = 'nginx.ingress.kubernetes.io';
const haproxy = 'haproxy-ingress.github.io';

// Every server of the gateway is for a name: a handshake that asks for none finds no certificate.
describe('TLS that a controller starts towards an Istio gateway', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['ingress-nginx', 'nginx', secret, 'rejected'],
    ['ingress-nginx', 'nginx', named, 'app-tls'],
    [
      'ingress-nginx',
      'nginx',
      { ...named, [`${nginx}/proxy-ssl-server-name`]: 'off' },
      'rejected',
    ],
    [
      'ingress-nginx',
      'nginx',
      { ...secret, [`${nginx}/proxy-ssl-server-name`]: 'on' },
      'rejected',
    ],
    [
      'haproxy-ingress',
      'haproxy',
      { [`${haproxy}/backend-protocol`]: 'h1-ssl' },
      'rejected',
    ],
    [
      'haproxy-ingress',
      'haproxy',
      {
        [`${haproxy}/backend-protocol`]: 'h1-ssl',
        [`${haproxy}/secure-sni`]: 'host',
      },
      'app-tls',
    ],
    [
      'haproxy-ingress',
      'haproxy',
      {
        [`${haproxy}/backend-protocol`]: 'h1-ssl',
        [`${haproxy}/secure-sni`]: 'shop.example.com',
      },
      'app-tls',
    ],
    [
      'haproxytech',
      'haproxy',
      { 'haproxy.org/server-ssl': 'true' },
      'rejected',
    ],
    [
      'nginx-inc',
      'nginx',
      { 'nginx.org/ssl-services': 'istio-ingressgateway' },
      'rejected',
    ],
    [
      'pomerium',
      'pomerium',
      {
        'ingress.pomerium.io/secure_upstream': 'true',
        'ingress.pomerium.io/preserve_host_header': 'true',
      },
      'rejected',
    ],
    [
      'pomerium',
      'pomerium',
      {
        'ingress.pomerium.io/secure_upstream': 'true',
        'ingress.pomerium.io/preserve_host_header': 'true',
        'ingress.pomerium.io/tls_server_name': 'shop.example.com',
      },
      'app-tls',
    ],
  ])(
    'of %s, class %s, with %j is %s',
    (vendor, ingressClass, said, posture) => {
      expect(pathThrough(vendor, ingressClass, said)).toEqual({
        mode: 'chained',
        posture,
      });
    },
  );

  it('of Traefik is for the server that a ServersTransport names', () => {
    const transport = `---
apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata: { name: web, namespace: istio-system }
spec: { serverName: shop.example.com }
`;
    const naming =
      'traefik.ingress.kubernetes.io/service.serverstransport: istio-system-web@kubernetescrd';
    expect(pathThrough('traefik', 'traefik', {})?.posture).toBe('rejected');
    expect(
      pathThrough('traefik', 'traefik', {}, naming, transport)?.posture,
    ).toBe('app-tls');
  });
});
