import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  kgatewayBackendPolicies,
  kgatewayTrafficPolicies,
} from '../../state/kinds/kgateway';
import { variableOf } from '../edges/flagOf';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedBackend } from '../dial/settledDial';
import { attached, targetsService } from './attached';
import { holdsCertificates, mtlsPods } from './certificatesOfIstio';

type Said = NonNullable<ServedBackend['said']>;

const autoMtls = 'KGW_ENABLE_ISTIO_AUTO_MTLS';
const viaWaypoint = 'KGW_INGRESS_USE_WAYPOINTS';
const waypointLabel = 'istio.io/ingress-use-waypoint';

/** Istio's certificates, TLS and waypoints, as kgateway's own settings have them. */
export function kgatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const identity = meshIdentity(state, backend);
  return {
    said: {
      ...waypointSaid(backend),
      ...tlsSaid(state, backend),
      ...identity.said,
    },
    caveats: [
      ...(identity.caveats ?? []),
      ...attached(state.list(kgatewayTrafficPolicies), backend)
        .filter(policy => policy.mayChangeHost)
        .map(
          policy =>
            `${objectName(
              policy,
            )} can change the Host: which one is sent is not known.`,
        ),
    ],
    ...(attached(state.list(kgatewayTrafficPolicies), backend).some(
      policy => policy.mayChangeHost,
    ) && { unknown: true }),
  };
}

function isOn({ instance }: GatewayBackend, variable: string): boolean {
  return (instance?.controlPlane ?? []).some(
    pod => variableOf(pod, variable)?.toLowerCase() === 'true',
  );
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

/** Backends of the Service's are dialled by its address, so that its waypoint sees them. */
function waypointSaid(backend: GatewayBackend): Pick<Said, 'addressing'> {
  const { service } = backend;
  const value = service.meta.labels[waypointLabel] as string | undefined;
  if (value !== 'true' || !isOn(backend, viaWaypoint)) return {};
  return {
    addressing: {
      effect: 'service-vip',
      by: waypointLabel,
      evidence: [
        evidenceOf(service, `metadata.labels[${waypointLabel}]`, value),
      ],
      source: 'github.com/kgateway-dev/kgateway/pull/11114',
    },
  };
}

function tlsSaid(
  state: ClusterState,
  backend: GatewayBackend,
): Pick<Said, 'backend' | 'sni'> {
  const policy = state
    .inNamespace(kgatewayBackendPolicies, backend.service.meta.namespace)
    .find(one => one.startsTls && targetsService(one, backend));
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
