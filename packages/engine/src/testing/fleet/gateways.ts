import { Addresses, istio, Json, namespace, service } from './kubernetes';

/** An Istio gateway of the fleet; its Gateway object is `public` or `inner` in its namespace. */
export interface IstioGateway {
  readonly namespace: string;
  readonly label: string;
  readonly gateway: string;
  /** Whether it has a load balancer of its own. */
  readonly open: boolean;
}

/** The one that clients reach by themselves. */
export const publicGateway: IstioGateway = {
  namespace: 'istio-ingress',
  label: 'ingress',
  gateway: 'public',
  open: true,
};

/** The one behind the cloud's application load balancer. */
export const innerGateway: IstioGateway = {
  namespace: 'istio-inner',
  label: 'inner',
  gateway: 'inner',
  open: false,
};

export function gatewayObjects(
  { namespace: own, label, gateway, open }: IstioGateway,
  pods: Addresses,
  vips: Addresses,
): readonly Json[] {
  const labels = { istio: label };
  const running = [0, 1].map(index => ({
    name: `${own}-58d7-${index}`,
    ip: pods.take(),
    ready: true,
  }));
  const hosts = ['*.travel.example'];
  return [
    namespace(own, { 'istio-injection': 'enabled' }),
    ...running.map(({ name, ip }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: own, labels },
      spec: {
        containers: [
          {
            name: 'istio-proxy',
            image: 'docker.io/istio/proxyv2:1.31.1',
            args: ['proxy', 'router'],
          },
        ],
        nodeName: 'node-1',
      },
      status: {
        phase: 'Running',
        podIP: ip,
        podIPs: [{ ip }],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    })),
    ...service(
      {
        namespace: own,
        name: own,
        clusterIP: vips.take(),
        selector: labels,
        ...(open && {
          type: 'LoadBalancer' as const,
          loadBalancer: 'istio.elb.eu-west-1.amazonaws.com',
        }),
        ports: [
          { name: 'status-port', port: 15021, targetPort: 15021 },
          { name: 'http2', port: 80, targetPort: 8080 },
          { name: 'https', port: 443, targetPort: 8443 },
        ].map((port, index) => ({
          ...port,
          // The API server gives them to whatever is open.
          ...(open && { nodePort: 30280 + index }),
        })),
      },
      running,
    ),
    istio(
      'Gateway',
      { namespace: own, name: gateway },
      {
        selector: labels,
        servers: [
          { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts },
          {
            port: { number: 443, name: 'https', protocol: 'HTTPS' },
            hosts,
            tls: { mode: 'SIMPLE', credentialName: 'wildcard' },
          },
        ],
      },
    ),
  ];
}
