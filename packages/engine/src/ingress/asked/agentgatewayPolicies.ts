// Services that agentgateway asks about requests: extAuth, extProc and rateLimit.global of an AgentgatewayPolicy
// (agentgateway/agentgateway controller/pkg/agentgateway/plugins/traffic_plugin.go).
import { referenceAllowed } from '../../mesh';
import type { AskedFor } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  AgentgatewayAsk,
  AgentgatewayAsked,
  agentgatewayBackends,
  AgentgatewayPolicy,
  agentgatewayPolicies,
} from '../../state/kinds/agentgateway';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { backendTlsOf } from '../dial/backendTls';
import type { ServedBackend } from '../dial/settledDial';
import type { Route } from '../edges/edge';
import {
  agentgatewayHostname,
  isAgentgateway,
  targetsBackend,
} from '../policies/agentgateway';
import { attached, closeness } from '../policies/attached';
import { backendsNaming } from '../routes/namedBackends';
import type { RouteReader } from '../routes/routeReader';
import { kgateway } from '../vendors/kgateway';
import { askedRoute } from './askedRoute';
import { BackendAt, backendAt } from './backendAt';
import { Place, placesUnder, reachedBy } from './policyReach';

const source =
  'agentgateway/agentgateway crates/agentgateway/src/proxy/httpproxy.rs (PolicyClient)';

const purposes: Readonly<Record<AgentgatewayAsk, AskedFor>> = {
  extAuth: 'external authorization',
  extProc: 'external processing',
  rateLimit: 'rate limiting',
};

const byBackend = indexBy(agentgatewayPolicies, ({ meta, asks }) =>
  asks.map(
    ({ backend: { namespace = meta.namespace, name } }) =>
      `${namespace}/${name}`,
  ),
);

/** AgentgatewayPolicies that ask a Service, where they are in force at a route. */
export const agentgatewayAsks: RouteReader = {
  routesTo: (state, service) => {
    const naming = [service, ...backendsNaming(state, service)].flatMap(
      ({ meta }) => state.lookup(byBackend, `${meta.namespace}/${meta.name}`),
    );
    return [...new Set(naming)].flatMap(policy =>
      policy.asks.flatMap(asked => {
        const found = backendAt(
          state,
          policy.meta.namespace,
          asked.backend,
          service,
          [agentgatewayBackends],
        );
        return found
          ? routesOf(state, { ...found, policy, asked, service })
          : [];
      }),
    );
  },
};

/** A Service that a policy asks, itself or by an AgentgatewayBackend that has its name. */
interface Asking extends BackendAt {
  readonly policy: AgentgatewayPolicy;
  readonly asked: AgentgatewayAsked;
  readonly service: Service;
}

function routesOf(state: ClusterState, asking: Asking): readonly Route[] {
  const { policy, asked, service, port } = asking;
  const { ask, field, backend, failsOpen } = asked;
  const all = state.list(agentgatewayPolicies);
  const places = placesUnder(state, policy, kgateway).filter(
    place =>
      isAgentgateway(state, place.gateway) &&
      deciding(all, place, policy, ask) === policy,
  );
  const evidence = [evidenceOf(policy, field, backend.name)];
  return reachedBy(places, place => closeness(policy, place)).flatMap(
    ({ place, about }) =>
      askedRoute(state, {
        purpose: purposes[ask],
        edge: place.edge,
        instance: place.instance,
        about,
        service,
        port,
        named: { by: policy, evidence },
        ...dialled(state, asking, place),
        failsOpen,
        source,
        reasons: place.server.reasons,
      }),
  );
}

/** Of policies of one phase the most precise that has the field: what is before routing is asked beside it. */
function deciding(
  all: readonly AgentgatewayPolicy[],
  place: Place,
  { beforeRouting }: AgentgatewayPolicy,
  ask: AgentgatewayAsk,
): AgentgatewayPolicy | undefined {
  const phase = all.filter(one => one.beforeRouting === beforeRouting);
  return attached(phase, place).find(({ says }) => says.includes(ask));
}

/** By the policies of the Service itself: those of the route are about its own backends. */
function dialled(
  state: ClusterState,
  { policy, asked, service, port, named }: Asking,
  place: Place,
): {
  readonly said: NonNullable<ServedBackend['said']>;
  readonly caveats: readonly string[];
} {
  const read = { by: objectName(policy), evidence: [], source };
  const target = { service, port, ...(named && { named }) };
  const started = backendTlsOf(state, { ...place, ...target });
  const own = state
    .list(agentgatewayPolicies)
    .find(one => one.tls && targetsBackend(one, target));
  const tls = named?.tls ?? own?.tls;
  const sni = tls?.sni ?? started?.policy.hostname;
  const protocol = asked.protocol === 'grpc' ? 'http2' : 'http';
  const [endpoint] = named?.endpoints ?? [];
  const authority = endpoint
    ? `${endpoint.address}:${endpoint.port}`
    : `${agentgatewayHostname(service)}:${port.port}`;
  return {
    said: {
      ...(named && { addressing: { effect: 'service-vip', ...read } }),
      host: { effect: authority, ...read },
      backend: {
        effect: { protocol, tls: tls || started ? 'edge' : 'none' },
        ...read,
      },
      ...(sni !== undefined && { sni }),
    },
    caveats: [...(started?.caveats ?? []), ...leaning(state, policy, asked)],
  };
}

function leaning(
  state: ClusterState,
  { kind, meta }: AgentgatewayPolicy,
  { backend, conditional }: AgentgatewayAsked,
): readonly string[] {
  const { namespace } = meta;
  const from = { group: agentgatewayPolicies.group, kind, namespace };
  const to = { ...backend, namespace: backend.namespace ?? namespace };
  const name = objectName({ kind, meta });
  return [
    ...(conditional
      ? [`${name} asks about requests that meet a condition, and no others.`]
      : []),
    ...(referenceAllowed(state, from, to)
      ? []
      : [
          `No ReferenceGrant lets ${name} name ${backend.name} of namespace ${to.namespace}: whether agentgateway asks for one is not known.`,
        ]),
  ];
}
