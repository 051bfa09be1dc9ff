import type { Route } from '../../../ingress/edges/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { KindDefinition } from '../../../state/kindDefinition';
import { istioGateways } from '../../../state/kinds/istioGateway';
import { virtualServices } from '../../../state/kinds/virtualService';
import type { ChainTarget } from '../../istioGatewayService';
import { freeName } from '../../freeName';
import type { PlannedStep } from '../../plan';
import { servedAtHost } from '../../servedAtHost';
import { serviceHost } from '../../serviceHost';
import { createdStep } from './createdStep';
import { hostsOf } from './routesBeside';

/**
 * Gateway and VirtualService that lead the routes' hosts from the gateway to the Service. By no path:
 * an edge may have rewritten it, and sends nothing else there.
 */
export function bindToGateway(
  facts: ServiceFacts,
  routes: readonly Route[],
  target: ChainTarget,
): readonly PlannedStep[] {
  const { state, service } = facts;
  const { namespace, name } = service.meta;
  const hosts = hostsOf(routes);
  const nameOf = (kind: KindDefinition, wanted: string) =>
    freeName(state, kind, namespace, wanted);
  const gateway = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: nameOf(istioGateways, name), namespace },
    spec: {
      selector: target.selector,
      servers: [
        {
          port: { number: target.port.port, name: 'http', protocol: 'HTTP' },
          hosts: hosts.map(host => `${namespace}/${host}`),
        },
      ],
    },
  };
  const virtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: nameOf(virtualServices, `${name}-ingress`), namespace },
    spec: {
      hosts,
      gateways: [`${namespace}/${gateway.metadata.name}`],
      http: [
        {
          route: [
            {
              destination: {
                host: serviceHost(service),
                port: { number: routes[0].backend.port },
              },
            },
          ],
        },
      ],
    },
  };
  const atHosts = () => hosts.flatMap(host => servedAtHost(state, host));
  return [
    createdStep('Open the host at the Istio gateway', gateway, facts, atHosts),
    createdStep(
      'Lead the host from the gateway to the Service',
      virtualService,
      facts,
      atHosts,
    ),
  ];
}
