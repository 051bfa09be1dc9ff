import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { gkeBackendConfigs } from '../../state/kinds/gkeBackendConfig';
import type { Service, ServicePort } from '../../state/kinds/service';
import { text } from '../../state/read';
import type { PolicyEffect } from '../gatewayApiDial';
import type { ServedRule } from '../ingressDial';

const docs =
  'cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#request_headers';
// The beta annotation is read where the other is not there.
const annotations = [
  'cloud.google.com/backend-config',
  'beta.cloud.google.com/backend-config',
];

/** A BackendConfig may set the request header Host; whether Google lets it is not documented. */
export function gkeIngressPolicies(
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
