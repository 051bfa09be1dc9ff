// Services that Envoy Gateway's proxies ask about requests: envoyproxy/gateway internal/gatewayapi.
import { referenceAllowed } from '../../mesh';
import type { AskedFor } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { KindDefinition } from '../../state/kindDefinition';
import type { BackendObjectRef } from '../../state/kinds/backendObjectRef';
import {
  EnvoyAsked,
  EnvoyAskingPolicy,
  envoyBackends,
  envoyExtensionPolicies,
  envoySecurityPolicies,
  NamedBackend,
} from '../../state/kinds/envoyGateway';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { backendTlsOf } from '../dial/backendTls';
import type { ServedBackend } from '../dial/settledDial';
import type { Route } from '../edges/edge';
import { closeness } from '../policies/attached';
import { envoyProxyRouting, inForce } from '../policies/envoyGateway';
import { backendsNaming } from '../routes/namedBackends';
import type { RouteReader } from '../routes/routeReader';
import { envoyGateway } from '../vendors/envoyGateway';
import { askedRoute } from './askedRoute';
import { BackendAt, backendAt } from './backendAt';
import { Place, placesUnder, reachedBy } from './policyReach';

interface AskingKind {
  readonly kind: KindDefinition<EnvoyAskingPolicy>;
  readonly purpose: AskedFor;
  readonly source: string;
}

const kinds: readonly AskingKind[] = [
  {
    kind: envoySecurityPolicies,
    purpose: 'external authorization',
    source:
      'envoyproxy/gateway internal/gatewayapi/securitypolicy.go (buildExtAuth)',
  },
  {
    kind: envoyExtensionPolicies,
    purpose: 'external processing',
    source:
      'envoyproxy/gateway internal/gatewayapi/envoyextensionpolicy.go (buildExtProc)',
  },
];

/** SecurityPolicy.extAuth and EnvoyExtensionPolicy.extProc, where they are in force at a route. */
export const envoyGatewayPolicyAsks: readonly RouteReader[] = kinds.map(one => {
  const byBackend = indexBy(one.kind, ({ meta, asks }) =>
    asks
      .flatMap(({ backends }) => backends)
      .map(ref => `${ref.namespace ?? meta.namespace}/${ref.name}`),
  );
  return {
    routesTo: (state, service) => {
      const named = [service, ...backendsNaming(state, service)].flatMap(
        ({ meta }) => state.lookup(byBackend, `${meta.namespace}/${meta.name}`),
      );
      return [...new Set(named)].flatMap(policy =>
        routesOf(state, one, policy, service),
      );
    },
  };
});

/** A Service that a policy leads to, itself or by a Backend that has its name. */
interface Asking extends AskingKind, BackendAt {
  readonly policy: EnvoyAskingPolicy;
  readonly asked: EnvoyAsked;
  readonly service: Service;
}

function routesOf(
  state: ClusterState,
  asking: AskingKind,
  policy: EnvoyAskingPolicy,
  service: Service,
): readonly Route[] {
  const leading = policy.asks.flatMap(asked =>
    asked.backends.flatMap(ref => {
      const found = allowedAt(state, policy, ref, service);
      return found ? [{ ...asking, policy, asked, service, ...found }] : [];
    }),
  );
  if (leading.length === 0) return [];
  const all = state.list(asking.kind);
  const places = placesUnder(state, policy, envoyGateway).filter(
    place => inForce(all, place).find(({ asks }) => asks.length > 0) === policy,
  );
  return reachedBy(places, place => closeness(policy, place)).flatMap(
    ({ place, about }) =>
      leading.flatMap(one => {
        const { purpose, port, source, asked } = one;
        const field = `${asked.field}.name`;
        const names = asked.backends.map(({ name }) => name).join(', ');
        return askedRoute(state, {
          ...dialled(state, one, place),
          purpose,
          failsOpen: asked.failsOpen,
          edge: place.edge,
          instance: place.instance,
          about,
          service,
          port,
          named: { by: policy, evidence: [evidenceOf(policy, field, names)] },
          source,
          reasons: place.server.reasons,
        });
      }),
  );
}

/** The port that a reference leads to, where it is this Service's and may be led to. */
function allowedAt(
  state: ClusterState,
  { kind, meta }: EnvoyAskingPolicy,
  ref: BackendObjectRef,
  service: Service,
): BackendAt | undefined {
  const { namespace } = meta;
  const from = { group: envoySecurityPolicies.group, kind, namespace };
  const to = { ...ref, namespace: ref.namespace ?? namespace };
  return referenceAllowed(state, from, to)
    ? backendAt(state, namespace, ref, service, [envoyBackends])
    : undefined;
}

/** By EnvoyProxy alone: no policy of a route is asked for the routing of these. */
function dialled(
  state: ClusterState,
  { policy, asked, source, ...backend }: Asking,
  place: Place,
): {
  readonly said: NonNullable<ServedBackend['said']>;
  readonly caveats: readonly string[];
} {
  const { named } = backend;
  const read = { by: objectName(policy), evidence: [], source };
  const routing = envoyProxyRouting(state, place.gateway);
  const started = backendTlsOf(state, { ...place, ...backend });
  const sni = started?.policy.hostname ?? named?.tls?.sni;
  const protocol = asked.protocol === 'grpc' ? 'http2' : 'http';
  const tls = started || named?.tls ? 'edge' : 'none';
  return {
    said: {
      ...(named
        ? { addressing: { effect: 'service-vip', ...read } }
        : routing.said),
      host: { effect: hostSent(policy, asked, named), ...read },
      backend: { effect: { protocol, tls }, ...read },
      ...(sni !== undefined && { sni }),
    },
    caveats: [...(routing.caveats ?? []), ...(started?.caveats ?? [])],
  };
}

/**
 * Envoy hands the client's Host on over HTTP; over gRPC it sends an authority, which is made of the first
 * reference (backendRefAuthority).
 */
function hostSent(
  { kind, meta }: EnvoyAskingPolicy,
  { protocol, backends: [first] }: EnvoyAsked,
  named: NamedBackend | undefined,
): string | null {
  if (protocol === 'http') return null;
  const [endpoint] = named?.endpoints ?? [];
  if (endpoint && kind === 'SecurityPolicy') {
    return `${endpoint.address}:${endpoint.port}`;
  }
  const name = `${first.name}.${first.namespace ?? meta.namespace}`;
  return first.port === undefined ? name : `${name}:${first.port}`;
}
