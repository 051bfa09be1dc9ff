import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  KgatewayBackendPolicy,
  kgatewayBackendPolicies,
  kgatewayBackends,
  kgatewayTrafficPolicies,
} from '../../state/kinds/kgateway';
import { variableOf } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedBackend } from '../dial/settledDial';
import { agentgatewayPolicyEffect, isAgentgateway } from './agentgateway';
import { attached, targetsService } from './attached';
import { holdsCertificates, mtlsPods } from './certificatesOfIstio';
import { askingForWaypoint, ingressWaypointLabel } from './ingressWaypoint';

type Said = NonNullable<ServedBackend['said']>;

const autoMtls = 'KGW_ENABLE_ISTIO_AUTO_MTLS';
const withoutMtls = 'kgateway.dev/disable-istio-auto-mtls';
const viaWaypoint = 'KGW_INGRESS_USE_WAYPOINTS';
const captured = 'ambient.istio.io/redirection';

/** Istio's certificates, TLS and waypoints, as kgateway's own settings have them. */
export function kgatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  if (isAgentgateway(state, backend.gateway)) {
    return agentgatewayPolicyEffect(state, backend);
  }
  const { said, caveats } = kgatewayDialling(state, backend);
  const hosts = hostDoubts(state, backend);
  return {
    said,
    caveats: [...caveats, ...hosts],
    unknown: hosts.length > 0,
  };
}

/** How Envoy of kgateway dials a Service, whatever becomes of the Host. */
export function kgatewayDialling(
  state: ClusterState,
  backend: GatewayBackend,
): Required<Pick<PolicyEffect, 'said' | 'caveats'>> {
  const identity = meshIdentity(state, backend);
  const waypoint = viaWaypointSaid(state, backend);
  return {
    said: {
      ...waypoint.said,
      ...tlsSaid(state, backend),
      ...identity.said,
    },
    caveats: [...(identity.caveats ?? []), ...(waypoint.caveats ?? [])],
  };
}

function hostDoubts(
  state: ClusterState,
  backend: GatewayBackend,
): readonly string[] {
  const places = [
    backend,
    ...(backend.delegatedBy ?? []).map(from => ({ ...backend, ...from })),
  ];
  const all = state.list(kgatewayTrafficPolicies);
  return [...new Set(places.flatMap(place => attached(all, place)))]
    .filter(policy => policy.mayChangeHost)
    .map(
      policy =>
        `${objectName(
          policy,
        )} can change the Host: which one is sent is not known.`,
    );
}

function isOn({ instance }: GatewayBackend, variable: string): boolean {
  return settingOf(instance, variable)?.toLowerCase() === 'true';
}

function settingOf(
  instance: Instance | undefined,
  variable: string,
): string | undefined {
  return (instance?.controlPlane ?? [])
    .map(pod => variableOf(pod, variable))
    .find(value => value !== undefined);
}

/** Its own proxy presents the mesh's certificate to pods that take it (kgateway.dev, Istio integration). */
function meshIdentity(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const { instance, service, port } = backend;
  if (!instance || !holdsCertificates(instance) || !isOn(backend, autoMtls)) {
    return {};
  }
  if (withoutMtls in service.meta.annotations) return {};
  const pods = mtlsPods(state, service, port);
  if (!pods.some) return {};
  return {
    said: {
      backend: {
        effect: { protocol: 'http', tls: 'edge', identity: 'mesh' },
        by: autoMtls,
        evidence: instance.controlPlane.map(pod =>
          evidenceOf(pod, `spec.containers[].env[${autoMtls}]`, 'true'),
        ),
        source: 'kgateway.dev/docs/integrations/istio',
      },
    },
    caveats: pods.caveats,
  };
}

/**
 * A Gateway whose pods a ztunnel carries dials a Service with a waypoint by its address, so that the
 * waypoint sees what it sends (kgateway pkg/kgateway/extensions2/plugins/waypoint/plugin.go, processBackend).
 */
function viaWaypointSaid(
  state: ClusterState,
  { service, instance }: GatewayBackend,
): PolicyEffect {
  const isCaptured = instance?.pods.some(
    ({ meta }) => meta.annotations[captured] === 'enabled',
  );
  const labelled = isCaptured ? askingForWaypoint(state, service) : undefined;
  const told = settingOf(instance, viaWaypoint);
  if (!labelled || told?.toLowerCase() === 'false') return {};
  return {
    said: {
      addressing: {
        effect: 'service-vip',
        by: ingressWaypointLabel,
        evidence: [
          evidenceOf(
            labelled,
            `metadata.labels[${ingressWaypointLabel}]`,
            'true',
          ),
        ],
        source: 'github.com/kgateway-dev/kgateway/pull/11114',
      },
    },
    caveats:
      told === undefined
        ? [
            `kgateway is not told ${viaWaypoint}: newer versions send through waypoints without it, older ones do not.`,
          ]
        : [],
  };
}

/** Whether a policy is for the Service behind a route, or for the Backend that has its name. */
function targets(
  policy: KgatewayBackendPolicy,
  backend: GatewayBackend,
): boolean {
  const { named } = backend;
  if (!named) return targetsService(policy, backend);
  return policy.targets.some(
    ({ group, kind, name }) =>
      group === kgatewayBackends.group &&
      kind === named.kind &&
      name === named.meta.name,
  );
}

function tlsSaid(
  state: ClusterState,
  backend: GatewayBackend,
): Pick<Said, 'backend' | 'sni'> {
  const policy = state
    .inNamespace(
      kgatewayBackendPolicies,
      (backend.named ?? backend.service).meta.namespace,
    )
    .find(one => one.startsTls && targets(one, backend));
  if (!policy) return {};
  return {
    backend: {
      effect: { protocol: 'http', tls: 'edge' },
      by: objectName(policy),
      evidence: [evidenceOf(policy, 'spec.tls', 'set')],
      source: 'kgateway.dev/docs/reference/api (BackendConfigPolicy)',
    },
    ...(policy.sni !== undefined && { sni: policy.sni }),
  };
}
