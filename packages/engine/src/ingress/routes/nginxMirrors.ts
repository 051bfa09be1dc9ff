import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence, objectName } from '../../state/evidence';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { ingressServers } from '../edges/ingressClassOf';
import { edgesOf, hasTls } from './ingressRoutes';
import { placesOf, unreadConfigMap } from '../dial/places';
import type { RouteReader } from './routeReader';
import { parseServiceUrl, ServiceUrl, spokenTo } from './serviceUrl';
import { settledDial } from '../dial/settledDial';
import { ingressNginx } from '../vendors/ingressNginx';

const target = 'nginx.ingress.kubernetes.io/mirror-target';
const mirrorHost = 'nginx.ingress.kubernetes.io/mirror-host';
const source =
  'kubernetes/ingress-nginx internal/ingress/annotations/mirror/main.go';

const byTarget = indexBy(ingresses, ingress => {
  const url = mirrorOf(ingress);
  return url ? [url.key] : [];
});

/** Copies of requests that ingress-nginx sends to a Service: by its name, whatever the Ingress says of its own. */
export const nginxMirrors: RouteReader = {
  routesTo: (state, service) =>
    state
      .lookup(byTarget, `${service.meta.namespace}/${service.meta.name}`)
      .flatMap(ingress => routesOf(state, ingress, service)),
};

/** The Service that is copied to. nginx resolves whole names alone, and adds what was asked for to them. */
function mirrorOf({ meta }: Ingress): ServiceUrl | undefined {
  const written = meta.annotations[target] as string | undefined;
  const [url] = written?.split('$') ?? [];
  const found = url ? parseServiceUrl(url, meta.namespace) : undefined;
  return found?.host.endsWith('.svc.cluster.local') ? found : undefined;
}

function routesOf(
  state: ClusterState,
  ingress: Ingress,
  service: Service,
): readonly Route[] {
  const url = mirrorOf(ingress);
  const port = service.ports.find(one => one.port === url?.port);
  if (!url || !port) return [];
  const evidence = [annotationEvidence(ingress, target)];
  const host = ingress.meta.annotations[mirrorHost] || url.host;
  return ingressServers(state, ingress)
    .filter(({ vendor }) => vendor === ingressNginx)
    .flatMap(server =>
      edgesOf(state, ingress, server).flatMap(({ edge, instance }) => {
        const dial = settledDial({
          vendor: ingressNginx,
          places: placesOf(state, ingress, instance),
          service,
          port,
          said: {
            addressing: { effect: 'service-vip', by: target, evidence, source },
            host: { effect: host, by: target, evidence, source },
            backend: {
              effect: spokenTo(url, service, port),
              by: target,
              evidence,
              source,
            },
          },
          reasons: [
            ...server.reasons,
            {
              text: `${objectName(
                ingress,
              )} sends copies of requests to ${objectName(service)}.`,
              evidence,
              source,
            },
          ],
          caveats: unreadConfigMap(state, instance),
        });
        if (!dial) return [];
        return ingress.rules.map(rule => ({
          edge,
          ref: {
            kind: 'Ingress',
            namespace: ingress.meta.namespace,
            name: ingress.meta.name,
            host: rule.host,
            path: rule.path,
          },
          object: ingress,
          backend: {
            namespace: service.meta.namespace,
            service: service.meta.name,
            port: port.port,
          },
          clientTls: hasTls(ingress, rule.host, ingressNginx),
          dial,
        }));
      }),
    );
}
