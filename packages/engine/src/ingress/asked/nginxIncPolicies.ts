// Services that NGINX Ingress Controller of F5 asks about requests, by Policies with externalAuth, since 5.5
// (nginx/kubernetes-ingress internal/configs/virtualserver.go generateExternalAuthLocation).
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import { nginxPolicies, NginxPolicy } from '../../state/kinds/nginxPolicy';
import {
  NginxPolicyRef,
  NginxRoute,
  NginxVirtualServer,
  NginxVirtualServerRoute,
  nginxVirtualServerRoutes,
  nginxVirtualServers,
} from '../../state/kinds/nginxVirtualServer';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { servicePort } from '../dial/servicePort';
import type { Route } from '../edges/edge';
import { ingressServers } from '../edges/ingressClassOf';
import { Instance, installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { whyNotItsHost, whyNotOfHost } from '../policies/nginxIncHosts';
import { whyRefused } from '../policies/nginxIncValidity';
import { edgesOf, hasTls } from '../routes/ingressRoutes';
import {
  keyIn,
  serversAbove,
  servesClass,
  snippetCaveat,
} from '../routes/nginxRoutes';
import type { RouteReader } from '../routes/routeReader';
import { nginxInc } from '../vendors/nginxInc';
import { AskedAbout, askedRoute, edgeOfInstance } from './askedRoute';

const source =
  'nginx/kubernetes-ingress internal/configs/virtualserver.go (generateExternalAuthLocation)';
const field = 'spec.externalAuth';
const annotation = 'nginx.org/policies';

type Holder = NginxVirtualServer | NginxVirtualServerRoute;

const byService = indexBy(nginxPolicies, policy =>
  policy.externalAuth ? [keyIn(policy, policy.externalAuth.service)] : [],
);

const serversByPolicy = indexBy(nginxVirtualServers, server =>
  [
    ...server.policies,
    ...server.routes.flatMap(({ policies }) => policies),
  ].map(ref => policyKey(server, ref)),
);

const delegatesByPolicy = indexBy(nginxVirtualServerRoutes, holder =>
  holder.routes.flatMap(({ policies }) =>
    policies.map(ref => policyKey(holder, ref)),
  ),
);

const ingressesByPolicy = indexBy(ingresses, ingress =>
  annotated(ingress).map(ref => policyKey(ingress, ref)),
);

/** Policies with externalAuth, where a VirtualServer, a route of one, or an Ingress goes by them. */
export const nginxIncPolicyAsks: RouteReader = {
  routesTo: (state, service) =>
    state
      .lookup(byService, `${service.meta.namespace}/${service.meta.name}`)
      .flatMap(policy =>
        installationsOf(state, nginxInc)
          .filter(
            one =>
              servesClass(policy, one) &&
              watches(state, one, policy, 'own kinds'),
          )
          .flatMap(one => routesAt(state, policy, service, one)),
      ),
};

function routesAt(
  state: ClusterState,
  policy: NginxPolicy,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const { externalAuth, refusals = [] } = policy;
  const port = externalAuth && servicePort(service, externalAuth.port);
  if (!port || refusals.length > 0) return [];
  const { tls, sni = '' } = externalAuth;
  const evidence = [
    evidenceOf(policy, `${field}.authServiceName`, externalAuth.service),
  ];
  const read = { evidence: [], source };
  return usersOf(state, policy, instance).flatMap(about =>
    askedRoute(state, {
      purpose: 'external authorization',
      edge: edgeOfInstance(instance),
      instance,
      about,
      service,
      port,
      named: { by: policy, evidence },
      // Its upstream is that of no route: no annotation or field has a say in it.
      said: {
        addressing: { effect: 'pod-ip', ...read },
        host: { effect: null, ...read },
        backend: {
          effect: { protocol: 'http', tls: tls ? 'edge' : 'none' },
          by: `${field}.sslEnabled`,
          evidence: [evidenceOf(policy, `${field}.sslEnabled`, tls)],
          source,
        },
        sni,
      },
      settings: policy,
      source,
      caveats: externalAuth.hasSnippets ? [snippetCaveat(policy)] : [],
    }),
  );
}

/** What of an installation goes by a Policy. */
function usersOf(
  state: ClusterState,
  policy: NginxPolicy,
  instance: Instance,
): readonly AskedAbout[] {
  const key = `${policy.meta.namespace}/${policy.meta.name}`;
  const serves = (object: Holder) =>
    servesClass(object, instance) &&
    watches(state, instance, object, 'own kinds');
  const hasItsHost = (server: NginxVirtualServer) =>
    whyNotItsHost(state, server, instance) === undefined;
  return [
    ...state
      .lookup(serversByPolicy, key)
      .filter(one => serves(one) && hasItsHost(one))
      .flatMap(server => [
        ...wholeServer(state, policy, server),
        ...routesOf(state, policy, server, server),
      ]),
    ...state
      .lookup(delegatesByPolicy, key)
      .filter(serves)
      .flatMap(holder =>
        serversAbove(state, holder)
          .filter(hasItsHost)
          .flatMap(server => routesOf(state, policy, server, holder)),
      ),
    ...state
      .lookup(ingressesByPolicy, key)
      .filter(ingress => asksFirst(state, policy, ingress, annotated(ingress)))
      .flatMap(ingress => ofIngress(state, ingress, instance)),
  ];
}

/** Of several Policies that ask, the first in a place counts (addExternalAuthConfig). */
function asksFirst(
  state: ClusterState,
  policy: NginxPolicy,
  holder: KubeObject,
  refs: readonly NginxPolicyRef[],
): boolean {
  const [first] = refs
    .flatMap(ref => state.at(nginxPolicies, policyKey(holder, ref)) ?? [])
    .filter(({ externalAuth }) => externalAuth !== undefined);
  return first === policy;
}

function wholeServer(
  state: ClusterState,
  policy: NginxPolicy,
  server: NginxVirtualServer,
): readonly AskedAbout[] {
  const { host, policies, tls: clientTls } = server;
  return asksFirst(state, policy, server, policies)
    ? [{ object: server, host, path: null, clientTls }]
    : [];
}

function routesOf(
  state: ClusterState,
  policy: NginxPolicy,
  { host, tls: clientTls }: NginxVirtualServer,
  holder: Holder,
): readonly AskedAbout[] {
  return holder.routes
    .filter(
      route =>
        asksFirst(state, policy, holder, route.policies) &&
        !decidesItself(state, holder, route),
    )
    .map(({ path }) => ({ object: holder, host, path, clientTls }));
}

/** Policies of a route are for what it hands on, too, unless that has its own. */
function decidesItself(
  state: ClusterState,
  holder: Holder,
  { delegate }: NginxRoute,
): boolean {
  if (delegate === undefined) return false;
  const key = keyIn(holder, delegate);
  const taking = state.at(nginxVirtualServerRoutes, key);
  return taking?.routes.every(({ policies }) => policies.length > 0) ?? true;
}

/** A master names hosts alone, and asks about what its minions have there. */
function ofIngress(
  state: ClusterState,
  ingress: Ingress,
  instance: Instance,
): readonly AskedAbout[] {
  if (whyRefused(ingress, instance) !== undefined) return [];
  const servers = ingressServers(state, ingress).filter(server =>
    edgesOf(state, ingress, server).some(one => one.instance === instance),
  );
  const about = (host: string | null, path: string | null) => ({
    object: ingress,
    host,
    path,
    clientTls: hasTls(ingress, host, nginxInc),
  });
  return servers.flatMap(server => [
    ...(ingress.bareHosts ?? []).map(host => about(host, null)),
    ...ingress.rules
      .filter(
        rule =>
          whyNotOfHost(state, { ingress, rule, server, instance }) ===
          undefined,
      )
      .map(({ host, path }) => about(host, path)),
  ]);
}

/** `nginx.org/policies: [namespace/]name,…` */
function annotated({ meta }: Ingress): readonly NginxPolicyRef[] {
  const written = meta.annotations[annotation] as string | undefined;
  return (written ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
    .map(one => ({ name: one }));
}

function policyKey(
  holder: KubeObject,
  { name, namespace }: NginxPolicyRef,
): string {
  return namespace === undefined ? keyIn(holder, name) : `${namespace}/${name}`;
}
