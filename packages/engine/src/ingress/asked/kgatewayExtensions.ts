// Services that kgateway's proxies ask about requests: a TrafficPolicy in force names a GatewayExtension, and that
// the Service (kgateway-dev/kgateway pkg/kgateway/extensions2/plugins/trafficpolicy).
import { referenceAllowed } from '../../mesh';
import type { AskedFor } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import { httpRoutes } from '../../state/kinds/httpRoute';
import {
  KgatewayAsk,
  KgatewayExtension,
  kgatewayExtensions,
  kgatewayTrafficPolicies,
  KgatewayTrafficPolicy,
} from '../../state/kinds/kgateway';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { attached, closeness, closest } from '../policies/attached';
import { isAgentgateway } from '../policies/agentgateway';
import { kgatewayDialling } from '../policies/kgateway';
import type { RouteReader } from '../routes/routeReader';
import { kgateway } from '../vendors/kgateway';
import { askedRoute } from './askedRoute';
import { backendAt } from './backendAt';
import {
  Place,
  placesOfRoutes,
  placesUnder,
  Reached,
  reachedBy,
} from './policyReach';

const source =
  'kgateway-dev/kgateway pkg/kgateway/extensions2/plugins/trafficpolicy (ResolveExtGrpcService)';

const purposes: Readonly<Record<KgatewayAsk, AskedFor>> = {
  extAuth: 'external authorization',
  extProc: 'external processing',
  rateLimit: 'rate limiting',
  jwtAuth: 'token issuer',
  oauth2: 'token issuer',
};

const byBackend = indexBy(kgatewayExtensions, ({ meta, services }) =>
  services.map(
    ({ backend: { namespace = meta.namespace, name } }) =>
      `${namespace}/${name}`,
  ),
);

const byExtension = indexBy(kgatewayTrafficPolicies, ({ meta, asks }) =>
  Object.values(asks).flatMap(ref =>
    ref ? [`${ref.namespace ?? meta.namespace}/${ref.name}`] : [],
  ),
);

const byFilter = indexBy(httpRoutes, ({ meta, rules }) =>
  rules.flatMap(({ extensions }) =>
    extensions
      .filter(one => one.startsWith('TrafficPolicy/'))
      .map(one => one.replace('TrafficPolicy', meta.namespace)),
  ),
);

/** GatewayExtensions, by the TrafficPolicies that name them. */
export const kgatewayAsks: RouteReader = {
  routesTo: (state, service) =>
    state
      .lookup(byBackend, `${service.meta.namespace}/${service.meta.name}`)
      .flatMap(extension =>
        extension.services.flatMap(asked =>
          routesOf(state, extension, asked, service),
        ),
      ),
};

function routesOf(
  state: ClusterState,
  extension: KgatewayExtension,
  asked: KgatewayExtension['services'][number],
  service: Service,
): readonly Route[] {
  const { meta } = extension;
  const { ask, protocol, backend, authority, failsOpen, field } = asked;
  const { group, kind, namespace = meta.namespace, name } = backend;
  const from = {
    group: kgatewayExtensions.group,
    kind: extension.kind,
    namespace: meta.namespace,
  };
  const found = referenceAllowed(state, from, { namespace, name })
    ? backendAt(state, meta.namespace, backend, service)
    : undefined;
  if (!found) return [];
  const { port } = found;
  const evidence = [evidenceOf(extension, field, name)];
  const cluster = `kube_${namespace}_${name}_${port.port}`;
  return usersOf(state, extension, ask).flatMap(({ place, about }) => {
    const weight = 1;
    const dialling = kgatewayDialling(state, {
      ...place,
      backend: { group, kind, namespace, name, weight },
      service,
      port,
    });
    const read = { by: field, evidence, source };
    const tls = dialling.said?.backend?.effect;
    return askedRoute(state, {
      purpose: purposes[ask],
      failsOpen,
      edge: place.edge,
      instance: place.instance,
      about,
      service,
      port,
      named: { by: extension, evidence },
      said: {
        ...dialling.said,
        host: {
          effect: authority ?? (protocol === 'http' ? null : cluster),
          ...read,
        },
        backend: {
          effect: {
            tls: 'none',
            ...tls,
            protocol: protocol === 'http' ? 'http' : 'http2',
          },
          ...read,
        },
      },
      source,
      reasons: place.server.reasons,
      caveats: dialling.caveats,
    });
  });
}

/** Where an extension is asked: under the closest policy that says anything of the field. */
function usersOf(
  state: ClusterState,
  { meta }: KgatewayExtension,
  ask: KgatewayAsk,
): readonly Reached[] {
  const policies = state
    .lookup(byExtension, `${meta.namespace}/${meta.name}`)
    .filter(({ meta: own, asks }) => {
      const { name, namespace = own.namespace } = asks[ask] ?? {};
      return name === meta.name && namespace === meta.namespace;
    });
  const all = state.list(kgatewayTrafficPolicies);
  return policies.flatMap(policy => {
    const places = [
      ...placesUnder(state, policy, kgateway),
      ...placesOfRoutes(state, filtered(state, policy), kgateway),
    ].filter(
      place =>
        !isAgentgateway(state, place.gateway) &&
        deciding(all, place, ask) === policy,
    );
    return reachedBy(places, place =>
      isFilterOf(policy, place) ? closest.rule : closeness(policy, place),
    );
  });
}

function deciding(
  all: readonly KgatewayTrafficPolicy[],
  place: Place,
  ask: KgatewayAsk,
): KgatewayTrafficPolicy | undefined {
  const byName = all.filter(policy => isFilterOf(policy, place));
  return [...byName, ...attached(all, place)].find(
    ({ asks }) => asks[ask] !== undefined,
  );
}

function filtered(state: ClusterState, { meta }: KgatewayTrafficPolicy) {
  return state.lookup(byFilter, `${meta.namespace}/${meta.name}`);
}

/** A filter of the rule names it. */
function isFilterOf(
  { kind, meta }: KgatewayTrafficPolicy,
  { route, rule }: Place,
): boolean {
  return (
    meta.namespace === route.meta.namespace &&
    rule.extensions.includes(`${kind}/${meta.name}`)
  );
}
