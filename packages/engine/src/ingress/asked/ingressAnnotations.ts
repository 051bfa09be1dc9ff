// Annotations of Ingresses by which a controller asks the Service of a URL whether requests may pass.
import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence } from '../../state/evidence';
import { Ingress, ingresses, IngressRule } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { ingressServers } from '../edges/ingressClassOf';
import { asksIn, FilterAsk } from '../policies/skipperFilters';
import { edgesOf, hasTls, isPattern } from '../routes/ingressRoutes';
import type { RouteReader } from '../routes/routeReader';
import { parseServiceUrl } from '../routes/serviceUrl';
import type { VendorDescription } from '../vendorDescription';
import { apisix } from '../vendors/apisix';
import { haproxyIngress } from '../vendors/haproxyIngress';
import { skipper } from '../vendors/skipper';
import { traefikForNginx } from '../vendors/traefikForNginx';
import { askedByUrl, namingByUrl, urlKeys } from './askedByUrl';
import { AskedAbout, askedRoute } from './askedRoute';

interface AskingAnnotation {
  readonly vendor: VendorDescription;
  readonly annotation: string;
  /** Another name of it, which counts before it. */
  readonly before?: string;
  readonly asksIn: (value: string) => readonly FilterAsk[];
  /** The Host is the name without the port. */
  readonly hostWithoutPort?: true;
  readonly source: string;
}

const authorizing = (url: string): readonly FilterAsk[] => [
  { url, purpose: 'external authorization' },
];
const haproxySource =
  'jcmoraisjr/haproxy-ingress pkg/converters/ingress/annotations/backend.go (buildBackendAuthExternal)';

const all: readonly AskingAnnotation[] = [
  {
    vendor: apisix,
    annotation: 'k8s.apisix.apache.org/auth-uri',
    asksIn: authorizing,
    source: 'apache/apisix apisix/plugins/forward-auth.lua',
  },
  {
    vendor: haproxyIngress,
    annotation: 'haproxy-ingress.github.io/auth-url',
    asksIn: authorizing,
    hostWithoutPort: true,
    source: haproxySource,
  },
  {
    vendor: haproxyIngress,
    annotation: 'ingress.kubernetes.io/auth-url',
    before: 'haproxy-ingress.github.io/auth-url',
    asksIn: authorizing,
    hostWithoutPort: true,
    source: haproxySource,
  },
  {
    vendor: skipper,
    annotation: 'zalando.org/skipper-filter',
    asksIn,
    source: 'zalando/skipper filters/auth, filters/tee',
  },
  {
    vendor: traefikForNginx,
    annotation: 'nginx.ingress.kubernetes.io/auth-url',
    // What is filled in from the request begins with "$".
    asksIn: value => authorizing(value.split('$')[0]),
    source:
      'traefik/traefik pkg/provider/kubernetes/ingress-nginx (applyForwardAuthConfiguration)',
  },
];

const byUrl = indexBy(ingresses, ingress =>
  all.flatMap(one => asksOf(ingress, one)).flatMap(({ url }) => urlKeys(url)),
);

/** Services that the controller of an Ingress asks, by the name in an annotation. */
export const ingressAnnotations: RouteReader = {
  routesTo: (state, service) =>
    [...new Set(namingByUrl(state, byUrl, service))].flatMap(ingress =>
      all.flatMap(one => routesOf(state, ingress, one, service)),
    ),
};

/** Rules of an Ingress, as what is asked about: every one with a Service, unless some are given. */
export function rulesOf(
  ingress: Ingress,
  vendor: VendorDescription,
  rules: readonly Omit<IngressRule, 'backend'>[] = ingress.rules,
): readonly AskedAbout[] {
  return rules.map(rule => ({
    object: ingress,
    host: rule.host,
    path: rule.path,
    pathIsPattern: isPattern(rule),
    clientTls: hasTls(ingress, rule.host, vendor),
  }));
}

function asksOf(
  { meta }: Ingress,
  { annotation, before = '', asksIn: read }: AskingAnnotation,
): readonly FilterAsk[] {
  const value = meta.annotations[annotation] as string | undefined;
  return value === undefined || before in meta.annotations ? [] : read(value);
}

function routesOf(
  state: ClusterState,
  ingress: Ingress,
  asking: AskingAnnotation,
  service: Service,
): readonly Route[] {
  const asks = asksOf(ingress, asking);
  if (asks.length === 0) return [];
  const { vendor, annotation, hostWithoutPort, source } = asking;
  const evidence = [annotationEvidence(ingress, annotation)];
  return ingressServers(state, ingress)
    .filter(server => server.vendor === vendor)
    .flatMap(server =>
      edgesOf(state, ingress, server).flatMap(({ edge, instance }) =>
        asks.flatMap(({ url, purpose }) => {
          // Whoever resolves the name does so in the pods of the controller.
          const namespace = instance?.namespace ?? '';
          const host = parseServiceUrl(url, namespace)?.host;
          const asked = askedByUrl(
            {
              url,
              namespace,
              by: annotation,
              evidence,
              source,
              ...(hostWithoutPort && host !== undefined && { host }),
            },
            service,
          );
          if (!asked) return [];
          return rulesOf(ingress, vendor).flatMap(about =>
            askedRoute(state, {
              ...asked,
              purpose,
              edge,
              instance,
              about,
              service,
              named: { by: ingress, evidence },
              source,
              reasons: server.reasons,
            }),
          );
        }),
      ),
    );
}
