import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { IstioGateway, istioGateways } from '../../state/kinds/istioGateway';
import type { Service, ServicePort } from '../../state/kinds/service';
import {
  Destination,
  HttpRule,
  VirtualService,
  virtualServices,
} from '../../state/kinds/virtualService';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { cloudEdge, controllerPods } from '../edges/cloudEdge';
import type { Route } from '../edges/edge';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { parseServiceUrl } from './serviceUrl';
import { settledDial } from '../dial/settledDial';
import { azureAgic } from '../vendors/azureAgic';

const annotation = 'appgw.ingress.istio.io/v1alpha3';
const source =
  'Azure/application-gateway-kubernetes-ingress pkg/appgw/frontend_listeners_istio.go';

const annotated = indexBy(istioGateways, ({ meta }) =>
  meta.annotations[annotation] === 'azure/application-gateway' ? ['any'] : [],
);

const byDestination = indexBy(virtualServices, virtualService =>
  virtualService.http.flatMap(rule =>
    rule.destinations.flatMap(one => keyOf(virtualService, one) ?? []),
  ),
);

/**
 * Istio Gateways that Application Gateway serves itself, past every Istio gateway: it sends straight
 * to the pods behind the VirtualServices that are bound to them.
 */
export const agicIstioRoutes: RouteReader = {
  routesTo: (state, service) => {
    const gateways = state.lookup(annotated, 'any');
    if (gateways.length === 0) return [];
    const { namespace, name } = service.meta;
    return state
      .lookup(byDestination, `${namespace}/${name}`)
      .flatMap(virtualService =>
        gateways
          .filter(gateway => binds(virtualService, gateway))
          .flatMap(gateway =>
            routesAt(state, gateway, virtualService, service),
          ),
      );
  },
};

/** "namespace/name" of the Service that a destination names. */
function keyOf(
  { meta }: KubeObject,
  { host }: Destination,
): string | undefined {
  return parseServiceUrl(host, meta.namespace)?.key;
}

function binds(
  { meta, gateways }: VirtualService,
  { meta: gateway }: IstioGateway,
): boolean {
  return gateways.some(one => {
    const full = one.includes('/') ? one : `${meta.namespace}/${one}`;
    return full === `${gateway.namespace}/${gateway.name}`;
  });
}

function routesAt(
  state: ClusterState,
  gateway: IstioGateway,
  virtualService: VirtualService,
  service: Service,
): readonly Route[] {
  const key = `${service.meta.namespace}/${service.meta.name}`;
  return virtualService.http.flatMap(rule =>
    rule.destinations
      .filter(one => keyOf(virtualService, one) === key)
      .flatMap(one => {
        const port = servicePort(service, one.port);
        return port
          ? routesOf(state, gateway, virtualService, rule, service, port)
          : [];
      }),
  );
}

function routesOf(
  state: ClusterState,
  gateway: IstioGateway,
  virtualService: VirtualService,
  { matches }: HttpRule,
  service: Service,
  port: ServicePort,
): readonly Route[] {
  const dial = settledDial({
    vendor: azureAgic,
    places: {
      route: gateway,
      service,
      port,
      pods: controllerPods(state, azureAgic),
    },
    service,
    port,
    reasons: [
      {
        text: `${objectName(
          gateway,
        )} is for Application Gateway by annotation, and ${objectName(
          virtualService,
        )} is bound to it.`,
        evidence: [
          annotationEvidence(gateway, annotation),
          evidenceOf(
            virtualService,
            'spec.gateways',
            virtualService.gateways.join(', '),
          ),
        ],
        source,
      },
    ],
    caveats: [
      `${objectName(
        gateway,
      )} is served by Application Gateway only where its controller runs with APPGW_ENABLE_ISTIO_INTEGRATION, which is not read.`,
    ],
  });
  if (!dial) return [];
  const { namespace, name } = virtualService.meta;
  const paths = matches.flatMap(match => match.uri?.value ?? []);
  return virtualService.hosts.flatMap(host =>
    (paths.length > 0 ? paths : [null]).map(path => ({
      edge: cloudEdge(azureAgic, 'LoadBalancer', gateway),
      ref: { kind: 'VirtualService', namespace, name, host, path },
      object: virtualService,
      backend: {
        namespace: service.meta.namespace,
        service: service.meta.name,
        port: port.port,
      },
      clientTls: gateway.servers.some(server => server.tls !== undefined),
      dial,
    })),
  );
}
