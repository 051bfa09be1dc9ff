import { parse } from 'yaml';
import { analyze } from '../../../posture/analyze';
import type { Remedy } from '../../../posture/servicePosture';
import { objectsOf, stateOf } from '../../../testing/demo';
import { gridCluster } from '../../../testing/gridMeshes';

/** The way to a door at the gateway for Service shop/cart with some fields, before a workload that takes mTLS only. */
function doorOf(service: string, more = ''): Remedy | undefined {
  const objects = objectsOf(`
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout: '10'
    service.beta.kubernetes.io/azure-pip-name: mine
spec:
  selector: { app: cart }
${service}
---
apiVersion: v1
kind: Node
metadata: { name: node-1 }
spec: { providerID: 'azure:///subscriptions/a/virtualMachines/node-1' }
status: { addresses: [{ type: InternalIP, address: 192.168.5.1 }] }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
${more}`);
  const state = stateOf(
    gridCluster('service-load-balancer', 'outside', objects),
  );
  const [cart] = analyze(state).filter(one => one.service.name === 'cart');
  return cart.remedies.find(({ id }) => id.startsWith('chain-Service'));
}

const ports = 'ports: [{ name: http, port: 80, targetPort: 8080 }]';

describe('a Service that is open to the outside by itself', () => {
  it('gets the same door before the gateway, on a port of the gateway that nothing else has', () => {
    const door = doorOf(`  type: LoadBalancer
  loadBalancerSourceRanges: [198.51.100.0/24]
  externalTrafficPolicy: Local
  ${ports}`);
    expect(door).toMatchObject({ standing: 'proven', reaches: 'enforced' });
    const [gateway, , service, closed] = door?.steps ?? [];
    const [{ port }] = parse(gateway.patch).spec.servers;
    expect(parse(service.patch)).toMatchObject({
      metadata: {
        name: 'shop-cart',
        namespace: 'istio-ingress',
        annotations: {
          'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout':
            '10',
        },
      },
      spec: {
        type: 'LoadBalancer',
        selector: { istio: 'gateway' },
        loadBalancerSourceRanges: ['198.51.100.0/24'],
        externalTrafficPolicy: 'Local',
        ports: [{ port: 80, targetPort: port.number }],
      },
    });
    expect(service.patch).not.toContain('pip-name');
    // The API server refuses source ranges beside another type.
    expect(parse(closed.patch).spec).toEqual({
      type: 'ClusterIP',
      loadBalancerSourceRanges: null,
    });
    expect(closed.undo).toContain(
      '"loadBalancerSourceRanges":["198.51.100.0/24"]',
    );
  });

  it('leaves ports alone that another server of the gateway has', () => {
    const taken = `---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: other, namespace: edge }
spec:
  selector: { istio: gateway }
  servers: [{ port: { number: 18000, name: http, protocol: HTTP }, hosts: ['*'] }]
`;
    const door = doorOf(`  type: NodePort\n  ${ports}`, taken);
    expect(parse(door?.steps[0].patch ?? '').spec.servers[0].port.number).toBe(
      18001,
    );
  });

  it("carries clients' TLS through, and bytes that are no HTTP on", () => {
    const door = doorOf(`  type: LoadBalancer
  ports:
    - { name: https, port: 443, targetPort: 8443 }
    - { name: tcp-db, port: 5432, targetPort: 8080 }`);
    expect(door).toMatchObject({ standing: 'proven', reaches: 'enforced' });
    expect(
      parse(door?.steps[0].patch ?? '').spec.servers.map(
        (one: { port: { protocol: string }; tls?: object }) => [
          one.port.protocol,
          one.tls,
        ],
      ),
    ).toEqual([
      ['TLS', { mode: 'PASSTHROUGH' }],
      ['TCP', undefined],
    ]);
  });

  it.each([
    [
      'at addresses of its own',
      `  externalIPs: [203.0.113.7]\n  ${ports}`,
      'addresses of its own',
    ],
    [
      'for more than TCP',
      '  type: LoadBalancer\n  ports: [{ name: http, port: 80, targetPort: 8080 }, { name: quic, port: 80, targetPort: 8080, protocol: UDP }]',
      'more than TCP',
    ],
  ])('has advice alone where it is open %s', (_, service, why) => {
    const door = doorOf(service);
    expect(door?.standing).toBe('advice');
    expect(door?.missing).toContain(why);
  });
});
