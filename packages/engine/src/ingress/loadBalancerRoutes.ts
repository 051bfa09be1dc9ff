import { protocolOf } from '../mesh';
import { evidenceOf, objectName } from '../state/evidence';
import type { Service, ServicePort } from '../state/kinds/service';
import { isOpen } from './isOpen';
import type { Route } from './edge';
import { loadBalancerService } from './vendors/loadBalancerService';

const source =
  'kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types';

/**
 * The routes of a Service that is open to the outside by itself. Whether the pods behind are an edge
 * or an Istio gateway (then this is that edge's entrance, not an edge) is the caller's to ask.
 */
export function loadBalancerRoutesTo(service: Service): readonly Route[] {
  if (!isOpen(service)) return [];
  return service.ports
    .filter(port => port.protocol === 'TCP')
    .map(port => routeOf(service, port));
}

// Protocols whose requests carry a Host.
const carried: ReadonlySet<string> = new Set([
  'HTTP',
  'HTTP2',
  'GRPC',
  'HTTPS',
  'AUTO',
]);

function routeOf(service: Service, port: ServicePort): Route {
  const { namespace, name } = service.meta;
  const protocol = protocolOf(service, port.port);
  // Some clouds send to pods (target type ip) or to node ports; to the mesh both are a stranger's
  // connection to the pod.
  const addressing = port.nodePort === undefined ? 'service-vip' : 'node-port';
  return {
    edge: {
      vendor: loadBalancerService,
      ref: {
        vendor: loadBalancerService.id,
        title:
          service.type === 'LoadBalancer'
            ? loadBalancerService.title
            : 'node port of the Service',
        kind: service.type,
        namespace,
        name,
      },
      pods: [],
      reasons: [],
    },
    ref: { kind: 'Service', namespace, name, host: null, path: null },
    object: service,
    backend: { namespace, service: name, port: port.port },
    clientTls: false,
    dial: {
      addressing,
      host: { kind: 'client' },
      protocol: carried.has(protocol) ? 'http' : 'tcp',
      // What a port is declared to serve is what its clients speak.
      tls:
        protocol === 'HTTPS' || protocol === 'TLS'
          ? { sni: null, startedBy: 'client' }
          : null,
      certainty: 'proven',
      caveats: [],
      reasons: [
        {
          text: `${objectName(
            service,
          )} is open to the outside by itself: type ${service.type}.`,
          evidence: [
            evidenceOf(service, 'spec.type', service.type),
            evidenceOf(service, 'spec.ports[].nodePort', port.nodePort),
          ],
          source,
        },
      ],
    },
  };
}
