import { annotationEvidence } from '../../state/evidence';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';
import { servicePort } from '../dial/servicePort';
import { isFlagSet } from '../edges/flagOf';
import { ingressServers } from '../edges/ingressClassOf';
import { edgesOf } from '../routes/ingressRoutes';
import type { RouteReader } from '../routes/routeReader';
import { haproxyIngress } from '../vendors/haproxyIngress';
import { askedRoute } from './askedRoute';
import { rulesOf } from './ingressAnnotations';

const source =
  'jcmoraisjr/haproxy-ingress pkg/converters/ingress/ingress.go (pre-building the auth-url backend)';

const annotations = [
  'haproxy-ingress.github.io/auth-url',
  'ingress.kubernetes.io/auth-url',
];

interface NamedService {
  readonly annotation: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | string;
}

const form =
  /^(?:svc|service):\/\/(?:([a-z0-9-]+)\/)?([a-z0-9.-]+):([a-z0-9-]+)(?:\/.*)?$/;

/** `svc://[namespace/]name:port[/path]`; of two annotations the first counts. */
function serviceOf({ meta }: Ingress): NamedService | undefined {
  const annotation = annotations.find(name => name in meta.annotations);
  if (annotation === undefined) return undefined;
  const found = form.exec(meta.annotations[annotation]);
  if (!found) return undefined;
  const [, namespace = meta.namespace, name, port] = found;
  const isNumber = /^\d+$/.test(port);
  return { annotation, namespace, name, port: isNumber ? Number(port) : port };
}

const byService = indexBy(ingresses, ingress => {
  const found = serviceOf(ingress);
  return found ? [`${found.namespace}/${found.name}`] : [];
});

/** Services that HAProxy Ingress asks as it dials any: by their own annotations, with the client's Host. */
export const haproxyServices: RouteReader = {
  routesTo: (state, service) =>
    state
      .lookup(byService, `${service.meta.namespace}/${service.meta.name}`)
      .flatMap(ingress => {
        const named = serviceOf(ingress);
        const port = named && servicePort(service, named.port);
        if (!named || !port) return [];
        const evidence = [annotationEvidence(ingress, named.annotation)];
        return ingressServers(state, ingress)
          .filter(({ vendor }) => vendor === haproxyIngress)
          .flatMap(server =>
            edgesOf(state, ingress, server)
              .filter(
                ({ instance }) =>
                  named.namespace === ingress.meta.namespace ||
                  instance?.pods.some(pod =>
                    isFlagSet(pod, '--allow-cross-namespace'),
                  ),
              )
              .flatMap(({ edge, instance }) =>
                rulesOf(ingress, haproxyIngress).flatMap(about =>
                  askedRoute(state, {
                    purpose: 'external authorization',
                    edge,
                    instance,
                    about,
                    service,
                    port,
                    named: { by: ingress, evidence },
                    settings: service,
                    source,
                    reasons: server.reasons,
                  }),
                ),
              ),
          );
      }),
};
