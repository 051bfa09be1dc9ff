import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { gkeBackendConfigs } from '../../state/kinds/gkeBackendConfig';
import type { Service, ServicePort } from '../../state/kinds/service';
import { text } from '../../state/read';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const docs =
  'cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#request_headers';
// The beta annotation is read where the other is not there.
const annotations = [
  'cloud.google.com/backend-config',
  'beta.cloud.google.com/backend-config',
];

/** What GKE makes of a Service's annotations, and of one that has none. */
export function gkeIngressPolicies(
  state: ClusterState,
  served: Pick<ServedRule, 'ingress' | 'service' | 'port'>,
): PolicyEffect {
  const host = hostEffect(state, served);
  const group = balancerEffect(served) ?? groupEffect(served.service);
  return {
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

/** A BackendConfig may set the request header Host; whether Google lets it is not documented. */
function hostEffect(
  state: ClusterState,
  { service, port }: Pick<ServedRule, 'service' | 'port'>,
): PolicyEffect {
  const key = annotations.find(one => service.meta.annotations[one]);
  const name = key && configFor(service, port, key);
  if (key === undefined || name === undefined) return {};
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
      )} sets the request header Host, which Google does not document: it is taken to replace the client's.`,
    ],
  };
}

/** The annotation holds JSON: {"default": …, "ports": {"80": …}}. */
function configFor(
  { meta }: Service,
  { port, name }: ServicePort,
  key: string,
): string | undefined {
  try {
    const parsed: unknown = JSON.parse(meta.annotations[key]);
    return (
      text(parsed, 'ports', String(port)) ??
      text(parsed, 'ports', name ?? '') ??
      text(parsed, 'default')
    );
  } catch {
    return undefined;
  }
}
