// The connections that the rows open. The addresses are those of __fixtures__.
import type { Connection, GatewayConnection } from '../connection';

/** The name that clients outside the cluster use. */
export const externalHost = 'cart.example.com';
/** The Service's own name. */
export const serviceHost = 'cart.shop.svc.cluster.local';

const fromLb: Connection = {
  from: 'edge/lb-1',
  address: '10.1.0.1',
  port: 8080,
  host: externalHost,
  protocol: 'http',
};

function hop(more: Partial<Connection>): { hop: Connection } {
  return { hop: { ...fromLb, ...more } };
}

/** The load balancer dials a pod address and the container port. */
export const toPod = (more: Partial<Connection> = {}) => hop(more);

/** The load balancer dials the ClusterIP and the Service's port. */
export const toService = (more: Partial<Connection> = {}) =>
  hop({ address: '10.96.0.1', port: 80, ...more });

/** The load balancer dials the Istio gateway's Service. */
export const toGateway = (more: Partial<Connection> = {}) =>
  hop({ address: '10.96.7.1', port: 80, ...more });

/** Somebody outside the cluster dials the load balancer's own pod. */
export const toLb = (more: Partial<Connection> = {}) =>
  hop({ from: null, address: '10.1.9.1', port: 8080, ...more });

/** Something outside the mesh, such as a health check, dials the workload's pod. */
export const fromOutside = (more: Partial<Connection> = {}) =>
  hop({ from: null, ...more });

/** The pod web/client-1 dials the Service by its name. */
export const fromClient = (more: Partial<Connection> = {}) =>
  toService({ from: 'web/client-1', host: serviceHost, ...more });

/** Somebody sends plain HTTP to the gateway pod. */
export const atGateway = (more: Partial<GatewayConnection> = {}) => ({
  atGateway: {
    pod: 'istio-system/gateway-1',
    port: 8080,
    host: externalHost,
    protocol: 'http' as const,
    ...more,
  },
});

/** What makes a connection one with TLS. */
export const overTls = { tls: 'tls', sni: externalHost } as const;
/** What makes a connection one without HTTP in it. */
export const bytes = { protocol: 'tcp', host: undefined } as const;
