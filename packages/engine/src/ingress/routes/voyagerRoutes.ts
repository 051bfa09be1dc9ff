import { evidenceOf, objectName } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import {
  VoyagerIngress,
  voyagerIngresses,
} from '../../state/kinds/voyagerIngress';
import { carriedProtocol } from '../dial/carriedProtocol';
import { servicePort } from '../dial/servicePort';
import { resolveSetting } from '../dial/setting';
import { onlyRedirects, passesTls } from '../policies/voyager';
import type { BackendProtocol } from '../vendorDescription';
import { voyager } from '../vendors/voyager';
import { OwnRule, ownRouteReader } from './ownRoutes';

type Rule = VoyagerIngress['rules'][number];

/** Voyager's own Ingresses, each at the HAProxy that runs for it. */
export const voyagerRoutes = ownRouteReader({
  vendor: voyager,
  kind: voyagerIngresses,
  backendsOf: ({ meta, rules }) =>
    rules.map(rule => keyOf(rule.service, meta.namespace)),
  // Voyager labels the HAProxy of each Ingress with its name.
  serves: ({ meta }, { namespace, pods }) =>
    namespace === meta.namespace &&
    pods.some(pod => pod.meta.labels['origin-name'] === meta.name),
  rulesTo: (_, ingress, service) => {
    const key = `${service.meta.namespace}/${service.meta.name}`;
    return ingress.rules
      .filter(rule => keyOf(rule.service, ingress.meta.namespace) === key)
      .filter(({ protocol }) => protocol === 'tcp' || !onlyRedirects(service))
      .flatMap(rule => ruleTo(ingress, rule, service));
  },
});

function ruleTo(
  ingress: VoyagerIngress,
  rule: Rule,
  service: Service,
): readonly OwnRule[] {
  const port = servicePort(service, rule.port);
  if (!port) return [];
  const { host, path, protocol, field } = rule;
  const ends = endsTls(ingress, rule);
  const effect = speechTo(ingress, rule, service, port);
  return [
    {
      host,
      path,
      port,
      ...((protocol === 'tcp' || effect.tls === 'client') && {
        carriesConnections: true,
      }),
      clientTls: ends,
      evidence: [evidenceOf(ingress, `${field}.backend`, rule.service)],
      said: {
        backend: {
          effect,
          evidence: [],
          source: 'voyagermesh/voyager pkg/ingress/parser.go (generateConfig)',
        },
      },
      caveats: rule.scripted
        ? [
            `${objectName(
              ingress,
            )} has lines of HAProxy's configuration for it, which are not read: they can change the Host.`,
          ]
        : [],
    },
  ];
}

function endsTls(ingress: VoyagerIngress, { host, noTls }: Rule): boolean {
  return (
    host !== null &&
    ingress.tlsHosts.includes(host) &&
    !noTls &&
    !passesTls(ingress)
  );
}

/** HTTP, or whole connections: of these the TLS may end here, and TLS of its own start. */
function speechTo(
  ingress: VoyagerIngress,
  rule: Rule,
  service: Service,
  port: ServicePort,
): BackendProtocol {
  const { effect: asked } = resolveSetting(voyager.backend, {
    route: ingress,
    service,
    port,
    pods: [],
  });
  if (rule.protocol === 'http') return asked;
  if (asked.tls === 'edge') return { ...asked, protocol: 'tcp' };
  const carried = carriedProtocol(service, port);
  return endsTls(ingress, rule) ? { ...carried, tls: 'none' } : carried;
}

/** A backend of another namespace is written as service.namespace. */
function keyOf(service: string, ownNamespace: string): string {
  const [name, namespace = ownNamespace] = service.split('.');
  return `${namespace}/${name}`;
}
