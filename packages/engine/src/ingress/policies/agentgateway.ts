// agentgateway's own settings: agentgateway/agentgateway controller/pkg/agentgateway/plugins (what becomes of a
// policy) and crates/agentgateway/src/proxy/httpproxy.rs (what its proxies dial).
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  agentgatewayBackends,
  agentgatewayParameters,
  AgentgatewayPolicy,
  agentgatewayPolicies,
} from '../../state/kinds/agentgateway';
import type { Gateway } from '../../state/kinds/gateway';
import { gatewayClasses } from '../../state/kinds/gatewayClass';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import { resolveSetting } from '../dial/setting';
import type { ServedBackend } from '../dial/settledDial';
import { variableOf } from '../edges/flagOf';
import { attached, targetsService } from './attached';
import { askingForWaypoint, ingressWaypointLabel } from './ingressWaypoint';
import { parametersOf } from './parameters';

type Said = NonNullable<ServedBackend['said']>;

const source =
  'agentgateway/agentgateway crates/agentgateway/src/proxy/httpproxy.rs (build_simple_backend_call)';
const policySource =
  'agentgateway/agentgateway controller/pkg/agentgateway/plugins/backend_policies.go';

/** Whether a Gateway's proxies are agentgateway's, and not Envoy of kgateway. */
export function isAgentgateway(
  state: ClusterState,
  { className }: Gateway,
): boolean {
  const found = state.get(gatewayClasses, '', className);
  return found
    ? found.controllerName.endsWith('/agentgateway')
    : className === 'agentgateway';
}

/** The name that it knows a Service by. */
export function agentgatewayHostname({ meta }: Service): string {
  return `${meta.name}.${meta.namespace}.svc.cluster.local`;
}

/** How agentgateway dials what is behind a route, and which Host it sends. */
export function agentgatewayPolicyEffect(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const all = inForce(state, backend);
  const doubts = [
    ...all.flatMap(unfollowed),
    ...identityDoubts(state, backend),
    ...waypointDoubts(state, backend),
    ...streamDoubts(all, backend),
  ];
  const { caveats } = parametersOf(
    state,
    backend.gateway,
    agentgatewayParameters,
  );
  return {
    said: { ...hostSaid(all, backend), ...speechSaid(all, backend) },
    caveats: [...new Set([...doubts, ...caveats])],
    unknown: doubts.length > 0,
  };
}

/** Fields of several policies are merged: the most precise comes first, and its field counts. */
function inForce(
  state: ClusterState,
  backend: GatewayBackend,
): readonly AgentgatewayPolicy[] {
  const all = state.list(agentgatewayPolicies);
  const own = all.filter(policy => targetsBackend(policy, backend));
  return [...own, ...attached(all, backend)];
}

/** Policies for the Service, or a port of it, or for the AgentgatewayBackend in between. */
export function targetsBackend(
  policy: AgentgatewayPolicy,
  backend: Pick<GatewayBackend, 'service' | 'port' | 'named'>,
): boolean {
  const { named, port } = backend;
  if (named) {
    return (
      policy.meta.namespace === named.meta.namespace &&
      policy.targets.some(
        ({ group, kind, name }) =>
          group === agentgatewayBackends.group &&
          kind === named.kind &&
          name === named.meta.name,
      )
    );
  }
  const { targets } = policy;
  const ofPort = targets.filter(
    ({ sectionName }) =>
      sectionName === undefined || isSection(port, sectionName),
  );
  return targetsService({ ...policy, targets: ofPort }, backend);
}

function isSection({ port, name }: ServicePort, sectionName: string): boolean {
  return sectionName === String(port) || sectionName === name;
}

/** The client's, or with Auto the Service's name; a backend by name has its own sent unless a policy says None. */
function hostSaid(
  all: readonly AgentgatewayPolicy[],
  { rule, backend, service, named }: GatewayBackend,
): Pick<Said, 'host'> {
  const isRenamed =
    (rule.hostRewrite ??
      rule.hostHeader ??
      backend.hostRewrite ??
      backend.hostHeader) !== undefined;
  if (isRenamed) return {};
  const policy = all.find(one => one.hostRewrite !== undefined);
  if (policy?.hostRewrite === 'None' || (!policy && !named)) {
    return { host: { effect: null, evidence: [], source } };
  }
  const [endpoint] = named?.endpoints ?? [];
  return {
    host: {
      effect: endpoint?.address ?? agentgatewayHostname(service),
      by: objectName(policy ?? named ?? service),
      evidence: [
        ...(policy
          ? [
              evidenceOf(
                policy,
                'spec.traffic.hostRewrite.mode',
                policy.hostRewrite,
              ),
            ]
          : []),
        ...(named && endpoint
          ? [evidenceOf(named, 'spec.static.host', endpoint.address)]
          : []),
      ],
      source,
    },
  };
}

/** TLS and the version of HTTP; what stands in the backend itself counts first. */
function speechSaid(
  all: readonly AgentgatewayPolicy[],
  backend: GatewayBackend,
): Pick<Said, 'backend' | 'sni'> {
  const { route, service, port, server, named } = backend;
  const starting = named?.tls ? undefined : all.find(one => one.tls);
  const version = named?.http2
    ? undefined
    : all.find(one => one.httpVersion !== undefined);
  const decisive = starting ?? version;
  if (!decisive || isStream(route.kind)) return {};
  const byPort = resolveSetting(
    server.support.backend ?? server.vendor.backend,
    {
      route,
      service,
      port,
      pods: [],
    },
  ).effect;
  const told = version && (version.httpVersion === 'HTTP2' ? 'http2' : 'http');
  const protocol =
    told ?? (route.kind === 'GRPCRoute' ? 'http2' : byPort.protocol);
  const tls = starting || named?.tls ? 'edge' : byPort.tls;
  const sni = starting?.tls?.sni ?? named?.tls?.sni;
  return {
    backend: {
      effect: { protocol, tls },
      by: objectName(decisive),
      evidence: [
        evidenceOf(
          decisive,
          starting ? 'spec.backend.tls' : 'spec.backend.http.version',
          starting ? 'set' : version?.httpVersion,
        ),
      ],
      source: policySource,
    },
    ...(sni !== undefined && { sni }),
  };
}

function isStream(kind: string): boolean {
  return kind === 'TCPRoute' || kind === 'TLSRoute';
}

function unfollowed(policy: AgentgatewayPolicy): readonly string[] {
  return policy.unfollowed.map(
    field =>
      `${objectName(
        policy,
      )} changes the Host, or where requests go, by ${field}, which is not followed.`,
  );
}

function streamDoubts(
  all: readonly AgentgatewayPolicy[],
  { route, service, port }: GatewayBackend,
): readonly string[] {
  const starting = all.find(one => one.tls);
  if (!starting || !isStream(route.kind)) return [];
  const { protocol } = carriedProtocol(service, port);
  return [
    `${objectName(starting)} starts TLS around connections of ${objectName(
      route,
    )} (${protocol}), which is not followed.`,
  ];
}

// Variable of a proxy that gets the mesh's certificates, whoever said so: its parameters, or istio.autoEnabled of the
// controller (controller/test/deployer/testdata/agentgateway-istio-out.yaml).
const certificatesFrom = 'CA_ADDRESS';

function identityDoubts(
  state: ClusterState,
  { gateway, instance }: GatewayBackend,
): readonly string[] {
  const asking: readonly KubeObject[] = parametersOf(
    state,
    gateway,
    agentgatewayParameters,
  ).found.filter(({ istio }) => istio);
  const told = instance?.pods.find(
    pod => variableOf(pod, certificatesFrom) !== undefined,
  );
  return (asking.length > 0 || !told ? asking : [told]).map(
    one =>
      `${objectName(
        one,
      )} lets it speak mTLS of the mesh by itself, which is not followed here.`,
  );
}

/** It speaks HBONE to a waypoint itself, with certificates that nothing here shows (build_service_call). */
function waypointDoubts(
  state: ClusterState,
  { service }: GatewayBackend,
): readonly string[] {
  const asking = askingForWaypoint(state, service);
  return asking
    ? [
        `${objectName(
          asking,
        )} asks by ${ingressWaypointLabel} that gateways send through its waypoint: how agentgateway speaks to that is not followed.`,
      ]
    : [];
}
