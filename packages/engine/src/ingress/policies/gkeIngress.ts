import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { gkeBackendConfigs } from '../../state/kinds/gkeBackendConfig';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { backendConfigOf, whyUntranslatable } from './gkeIngressSpec';

const docs =
  'cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#request_headers';

/** What GKE makes of a Service's annotations, and of one that has none. */
export function gkeIngressPolicies(
  state: ClusterState,
  served: Pick<ServedRule, 'ingress' | 'service' | 'port'>,
): PolicyEffect {
  const drops = whyUntranslatable(state, served.ingress);
  const host = hostEffect(state, served);
  const group = balancerEffect(served) ?? groupEffect(served.service);
  return {
    // pkg/controller/controller.go sync: it stops before anything is changed.
    ...(drops !== undefined && { drops, keepsFormer: true }),
    said: { ...host.said, ...group.said },
    caveats: [...(host.caveats ?? []), ...(group.caveats ?? [])],
  };
}

const negs = 'cloud.google.com/neg';
const classKey = 'kubernetes.io/ingress.class';
const podsAlone: ReadonlySet<string> = new Set([
  'gce-internal',
  'gce-regional-external',
]);

/** The load balancers of these classes take network endpoint groups alone, whatever the Service says of them. */
function balancerEffect({
  ingress,
  service,
}: Pick<ServedRule, 'ingress' | 'service'>): PolicyEffect | undefined {
  const className = ingress.meta.annotations[classKey] as string | undefined;
  // A ClusterIP Service needs the annotation first.
  if (!podsAlone.has(className ?? '') || service.type === 'ClusterIP') {
    return undefined;
  }
  return {
    said: {
      addressing: {
        effect: 'pod-ip',
        by: `class ${className}`,
        evidence: [annotationEvidence(ingress, classKey)],
        source:
          'kubernetes/ingress-gce pkg/controller/translator/translator.go (maybeEnableNEG)',
      },
    },
  };
}

/**
 * A ClusterIP Service has no node port, and only pods to dial: where pods have addresses of the VPC,
 * which is the default, GKE writes the annotation for that by itself.
 */
function groupEffect(service: Service): PolicyEffect {
  if (service.type !== 'ClusterIP' || negs in service.meta.annotations) {
    return {};
  }
  return {
    said: {
      addressing: {
        effect: 'pod-ip',
        by: 'spec.type',
        evidence: [
          evidenceOf(service, 'spec.type', service.type),
          annotationEvidence(service, negs),
        ],
        source:
          'cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing',
      },
    },
    caveats: [
      `${objectName(
        service,
      )} is of type ClusterIP and has no annotation ${negs}: that GKE adds it, as it does in VPC-native clusters, is taken for granted. Without it nothing is sent.`,
    ],
  };
}

/**
 * A BackendConfig may set the request header Host. Load balancers that are made of Envoy send the
 * client's all the same (cloud.google.com/load-balancing/docs/https/custom-headers-regional).
 */
function hostEffect(
  state: ClusterState,
  { ingress, service, port }: Pick<ServedRule, 'ingress' | 'service' | 'port'>,
): PolicyEffect {
  return podsAlone.has(ingress.meta.annotations[classKey])
    ? {}
    : backendConfigHost(state, service, port);
}

/** The Host of the BackendConfig that a Service, or a MultiClusterService, names for a port. */
export function backendConfigHost(
  state: ClusterState,
  service: KubeObject,
  port: ServicePort,
): PolicyEffect {
  const named = backendConfigOf(service, port);
  if (!named) return {};
  const { key, name } = named;
  const { namespace } = service.meta;
  const config = state.get(gkeBackendConfigs, namespace, name);
  if (!config) {
    return {
      caveats: [
        `BackendConfig ${namespace}/${name}, which ${objectName(
          service,
        )} names, could not be read: whether it sets the Host is not known.`,
      ],
    };
  }
  const { host } = config;
  if (host === undefined) return {};
  return {
    said: {
      host: {
        effect: host,
        by: `customRequestHeaders of ${objectName(config)}`,
        evidence: [
          annotationEvidence(service, key),
          evidenceOf(
            config,
            'spec.customRequestHeaders.headers',
            `Host:${host}`,
          ),
        ],
        source: docs,
      },
    },
    caveats: [
      `${objectName(
        config,
      )} sets the request header Host, which Google takes within limits that are not worked out: it is taken to replace the client's.`,
    ],
  };
}

/** The port that the BackendConfig of a Service's port has health checks ask (pkg/healthchecks/healthchecks.go). */
export function backendConfigCheckedPort(
  state: ClusterState,
  service: KubeObject,
  port: ServicePort,
): number | undefined {
  const named = backendConfigOf(service, port);
  return (
    named &&
    state.get(gkeBackendConfigs, service.meta.namespace, named.name)
      ?.checkedPort
  );
}
