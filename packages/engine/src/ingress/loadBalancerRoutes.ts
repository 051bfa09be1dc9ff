import { derive } from '../state/derived';
import { evidenceOf, objectName } from '../state/evidence';
import { Service, ServicePort, services } from '../state/kinds/service';
import type { Route } from './edge';
import { loadBalancerService } from './vendors/loadBalancerService';

const source =
  'kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types';

/**
 * Routes of Services that are open to the outside by themselves. Whether the pods behind are an
 * edge or an Istio gateway (then this is that edge's entrance, not an edge) is the caller's to ask.
 */
export const loadBalancerRoutes = derive(
  [services],
  (state): readonly Route[] =>
    state
      .list(services)
      .filter(isOpen)
      .flatMap(service =>
        service.ports
          .filter(port => port.protocol === 'TCP')
          .map(port => routeOf(service, port)),
      ),
);

function isOpen(service: Service): boolean {
  return (
    service.type === 'LoadBalancer' ||
    service.type === 'NodePort' ||
    service.externalIps.length > 0
  );
}

function routeOf(service: Service, port: ServicePort): Route {
  const { namespace, name } = service.meta;
  // Some clouds send to pods (target type ip) or to node ports; to the mesh both are a stranger's
  // connection to the pod.
  const addressing = port.nodePort === undefined ? 'service-vip' : 'node-port';
  return {
    edge: {
      vendor: loadBalancerService,
      ref: {
        vendor: loadBalancerService.id,
        title: loadBalancerService.title,
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
      protocol: 'http',
      tls: null,
      certainty: 'proven',
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
