// oauth2-proxy, as HAProxy Ingress finds it: behind a path of an Ingress of the same namespace
// (jcmoraisjr/haproxy-ingress pkg/converters/ingress/annotations/backend.go buildBackendOAuth).
import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence } from '../../state/evidence';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { servicePort } from '../dial/servicePort';
import type { Route } from '../edges/edge';
import { ingressServers } from '../edges/ingressClassOf';
import { ingressesByBackend } from '../routes/ingressesByBackend';
import { edgesOf } from '../routes/ingressRoutes';
import type { RouteReader } from '../routes/routeReader';
import { haproxyIngress } from '../vendors/haproxyIngress';
import { askedRoute } from './askedRoute';
import { rulesOf } from './ingressAnnotations';

const source =
  'jcmoraisjr/haproxy-ingress pkg/converters/ingress/annotations/backend.go (buildBackendOAuth)';
const prefixes = ['haproxy-ingress.github.io', 'ingress.kubernetes.io'];
const implementations = ['oauth2_proxy', 'oauth2-proxy'];

/** The first of an annotation's two names that is there. */
function annotated({ meta }: Ingress, key: string): string | undefined {
  return prefixes
    .map(prefix => `${prefix}/${key}`)
    .find(name => name in meta.annotations);
}

/** The path behind which an Ingress has oauth2-proxy looked for; auth-url counts before it. */
function pathOf(ingress: Ingress): string | undefined {
  const { annotations } = ingress.meta;
  const named = annotated(ingress, 'oauth');
  if (named === undefined || annotated(ingress, 'auth-url')) return undefined;
  if (!implementations.includes(annotations[named])) return undefined;
  const prefix = annotated(ingress, 'oauth-uri-prefix');
  return bare(prefix === undefined ? '/oauth2' : annotations[prefix]);
}

function bare(path: string): string {
  return path.replace(/\/+$/, '');
}

const byPath = indexBy(ingresses, ingress => {
  const path = pathOf(ingress);
  return path === undefined ? [] : [`${ingress.meta.namespace}${path}`];
});

/** Annotation oauth: the Service behind the path is asked as it is dialled for that, with the client's Host. */
export const haproxyOauth: RouteReader = {
  routesTo: (state, service) => {
    const { namespace, name } = service.meta;
    return state
      .lookup(ingressesByBackend, `${namespace}/${name}`)
      .flatMap(answering =>
        answering.rules
          .filter(({ backend }) => backend.service === name)
          .flatMap(({ path, backend }) => {
            const port = servicePort(service, backend.port);
            if (!port) return [];
            return state
              .lookup(byPath, `${namespace}${bare(path ?? '')}`)
              .flatMap(ingress =>
                routesOf(state, { ingress, answering, service, port }),
              );
          }),
      );
  },
};

interface Asking {
  readonly ingress: Ingress;
  /** The one with the path to oauth2-proxy. */
  readonly answering: Ingress;
  readonly service: Service;
  readonly port: ServicePort;
}

function routesOf(
  state: ClusterState,
  { ingress, answering, service, port }: Asking,
): readonly Route[] {
  const annotation = annotated(ingress, 'oauth') ?? '';
  const evidence = [annotationEvidence(ingress, annotation)];
  const known = servedAt(state, answering).map(({ instance }) => instance);
  return servedAt(state, ingress)
    .filter(({ instance }) => known.includes(instance))
    .flatMap(({ edge, instance, server }) =>
      rulesOf(ingress, haproxyIngress).flatMap(about =>
        askedRoute(state, {
          purpose: 'external authorization',
          edge,
          instance,
          about,
          service,
          port,
          named: { by: ingress, evidence },
          settings: answering,
          source,
          reasons: server.reasons,
        }),
      ),
    );
}

function servedAt(state: ClusterState, ingress: Ingress) {
  return ingressServers(state, ingress)
    .filter(({ vendor }) => vendor === haproxyIngress)
    .flatMap(server =>
      edgesOf(state, ingress, server).map(one => ({ ...one, server })),
    );
}
