import type { Route } from '../../../ingress/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { ChainTarget } from '../../istioGatewayService';
import type { PlannedStep } from '../../plan';
import { serviceHost } from '../../serviceHost';
import { createdStep } from './createdStep';

/** Gateway and VirtualService that lead the route's host from the gateway to the Service. */
export function bindToGateway(
  facts: ServiceFacts,
  route: Route,
  target: ChainTarget,
): readonly PlannedStep[] {
  const { namespace, name } = facts.service.meta;
  const host = route.ref.host ?? '*';
  const gateway = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: {
      selector: target.selector,
      servers: [
        {
          port: { number: target.port.port, name: 'http', protocol: 'HTTP' },
          hosts: [`${namespace}/${host}`],
        },
      ],
    },
  };
  const virtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: `${name}-ingress`, namespace },
    spec: {
      hosts: [host],
      gateways: [`${namespace}/${name}`],
      http: [
        {
          route: [
            {
              destination: {
                host: serviceHost(facts.service),
                port: { number: route.backend.port },
              },
            },
          ],
        },
      ],
    },
  };
  return [
    createdStep('Open the host at the Istio gateway', gateway, facts),
    createdStep(
      'Lead the host from the gateway to the Service',
      virtualService,
      facts,
    ),
  ];
}
