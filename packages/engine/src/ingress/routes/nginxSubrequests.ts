import type { AskedFor } from '../../posture/servicePosture';
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
import type { Doubt } from '../vendorDescription';
import { ingressNginx } from '../vendors/ingressNginx';
import { snippetDoubts } from '../vendors/nginxSnippets';

const prefix = 'nginx.ingress.kubernetes.io/';

/** What an annotation has nginx ask besides the Service behind the rule. */
interface Subrequest {
  /** The annotation that holds the URL. */
  readonly annotation: string;
  /** The annotation that says which Host is sent in place of the URL's own. */
  readonly hostAnnotation?: string;
  /** What it does with a Service, in words. */
  readonly does: (service: string) => string;
  readonly purpose?: AskedFor;
  /** Annotations that can give it another Host. */
  readonly doubts?: readonly Doubt[];
  readonly source: string;
}

const subrequests: readonly Subrequest[] = [
  {
    annotation: `${prefix}mirror-target`,
    hostAnnotation: `${prefix}mirror-host`,
    does: service => `sends copies of requests to ${service}`,
    source:
      'kubernetes/ingress-nginx internal/ingress/annotations/mirror/main.go',
  },
  {
    annotation: `${prefix}auth-url`,
    does: service => `asks ${service} of each request whether it may pass`,
    purpose: 'external authorization',
    // Both stand in its location, behind the Host that it has (nginx.tmpl).
    doubts: [
      ...snippetDoubts([`${prefix}auth-snippet`]),
      {
        annotation: `${prefix}auth-proxy-set-headers`,
        text: 'names a ConfigMap with headers for whom it asks, which is not read: one of them may be a Host',
      },
    ],
    source:
      'kubernetes/ingress-nginx internal/ingress/annotations/authreq/main.go',
  },
];

const byTarget = indexBy(ingresses, ingress => [
  ...new Set(subrequests.flatMap(one => urlOf(ingress, one)?.key ?? [])),
]);

/** Requests that ingress-nginx sends to a Service by its name, whatever is said of the Service behind the rule. */
export const nginxSubrequests: RouteReader = {
  routesTo: (state, service) => {
    const { namespace, name } = service.meta;
    return state
      .lookup(byTarget, `${namespace}/${name}`)
      .flatMap(ingress =>
        subrequests.flatMap(one => routesOf(state, ingress, one, service)),
      );
  },
};

/** The Service that is asked. nginx resolves whole names alone, and what it adds itself begins with "$". */
function urlOf(
  { meta }: Ingress,
  { annotation }: Subrequest,
): ServiceUrl | undefined {
  const written = meta.annotations[annotation] as string | undefined;
  const [url] = written?.split('$') ?? [];
  const found = url ? parseServiceUrl(url, meta.namespace) : undefined;
  return found?.host.endsWith('.svc.cluster.local') ? found : undefined;
}

function routesOf(
  state: ClusterState,
  ingress: Ingress,
  subrequest: Subrequest,
  service: Service,
): readonly Route[] {
  const { namespace, name, annotations } = ingress.meta;
  const { annotation, hostAnnotation, does, purpose, source } = subrequest;
  const { doubts = [] } = ingressNginx;
  const vendor = {
    ...ingressNginx,
    doubts: [...doubts, ...(subrequest.doubts ?? [])],
  };
  const url = urlOf(ingress, subrequest);
  if (url?.key !== `${service.meta.namespace}/${service.meta.name}`) return [];
  const port = service.ports.find(one => one.port === url.port);
  if (!port) return [];
  const evidence = [annotationEvidence(ingress, annotation)];
  const by = { by: annotation, evidence, source };
  const host = (hostAnnotation && annotations[hostAnnotation]) || url.host;
  const text = `${objectName(ingress)} ${does(objectName(service))}.`;
  return ingressServers(state, ingress)
    .filter(one => one.vendor === ingressNginx)
    .flatMap(server =>
      edgesOf(state, ingress, server).flatMap(({ edge, instance }) => {
        const dial = settledDial({
          vendor,
          places: placesOf(state, ingress, instance),
          service,
          port,
          said: {
            addressing: { effect: 'service-vip', ...by },
            host: { effect: host, ...by },
            backend: { effect: spokenTo(url, service, port), ...by },
          },
          reasons: [...server.reasons, { text, evidence, source }],
          caveats: unreadConfigMap(state, instance),
        });
        if (!dial) return [];
        return ingress.rules.map(rule => ({
          edge,
          ref: {
            kind: 'Ingress',
            namespace,
            name,
            host: rule.host,
            path: rule.path,
            ...(purpose && { purpose }),
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
