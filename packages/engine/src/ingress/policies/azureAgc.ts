import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import {
  AzureBackendTlsPolicy,
  azureBackendTlsPolicies,
  azureIngressExtensions,
} from '../../state/kinds/azureBackends';
import { namespaces } from '../../state/kinds/namespace';
import { pods } from '../../state/kinds/pod';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import { hasRepository } from '../edges/hasRepository';
import type { ServedRule } from '../dial/ingressDial';

const docs =
  'learn.microsoft.com/azure/application-gateway/for-containers/api-specification-kubernetes';
const meshDocs =
  'learn.microsoft.com/azure/application-gateway/for-containers/service-mesh-integration';
const extensionAnnotation = 'alb.networking.azure.io/alb-ingress-extension';

const policiesByService = indexBy(azureBackendTlsPolicies, policy => [
  `${policy.namespace ?? policy.meta.namespace}/${policy.service}`,
]);

const extensionPods = indexBy(pods, pod =>
  pod.containers.some(({ image }) =>
    hasRepository(image, 'alb-controller-istio-extension'),
  )
    ? ['any']
    : [],
);

/** BackendTLSPolicy of Azure's own, and the extension that gives its gateways a mesh identity. */
export function azureGatewayPolicies(
  state: ClusterState,
  { service, port }: GatewayBackend,
): PolicyEffect {
  return meshIdentity(state, service) ?? tlsPolicy(state, service, port) ?? {};
}

/** IngressExtension, named by annotation, and BackendTLSPolicy of Azure's own. */
export function azureIngressPolicies(
  state: ClusterState,
  { ingress, rule, service, port }: ServedRule,
): PolicyEffect {
  const name = ingress.meta.annotations[extensionAnnotation] as
    | string
    | undefined;
  if (name === undefined) return tlsPolicy(state, service, port) ?? {};
  const extension = state.get(
    azureIngressExtensions,
    ingress.meta.namespace,
    name,
  );
  if (!extension) {
    return {
      caveats: [
        `IngressExtension ${ingress.meta.namespace}/${name}, which ${objectName(
          ingress,
        )} names, could not be read: what it changes is not known.`,
      ],
    };
  }
  if (extension.rules.some(one => one.redirects && one.host === rule.host)) {
    return {
      drops: `${objectName(extension)} redirects all requests for its host`,
    };
  }
  const startsTls = extension.backends.some(
    one =>
      one.service === service.meta.name &&
      one.tlsPorts.some(wanted => wanted === port.port || wanted === port.name),
  );
  const said = startsTls
    ? {
        backend: {
          effect: { protocol: 'http', tls: 'edge' } as const,
          by: objectName(extension),
          evidence: [
            annotationEvidence(ingress, extensionAnnotation),
            evidenceOf(
              extension,
              'spec.backendSettings[].ports[].protocol',
              'HTTPS',
            ),
          ],
          source: docs,
        },
      }
    : tlsPolicy(state, service, port)?.said;
  const rewrite = extension.hosts.find(one => one.of === rule.host);
  return {
    said: {
      ...said,
      ...(rewrite && {
        host: {
          effect: rewrite.value,
          by: objectName(extension),
          evidence: [
            annotationEvidence(ingress, extensionAnnotation),
            evidenceOf(extension, 'spec.rules[].rewrites', rewrite.value),
          ],
          source: docs,
        },
      }),
    },
  };
}

/** Other hosts that an IngressExtension has a rule served for. */
export function azureHostAliases(
  state: ClusterState,
  { ingress, rule }: Pick<ServedRule, 'ingress' | 'rule'>,
): readonly string[] {
  const name = ingress.meta.annotations[extensionAnnotation] as
    | string
    | undefined;
  const extension =
    name === undefined
      ? undefined
      : state.get(azureIngressExtensions, ingress.meta.namespace, name);
  return (extension?.rules ?? [])
    .filter(({ host }) => host === rule.host)
    .flatMap(({ aliases }) => aliases);
}

function tlsPolicy(
  state: ClusterState,
  service: Service,
  port: ServicePort,
): PolicyEffect | undefined {
  const { namespace, name } = service.meta;
  const policy = state
    .lookup(policiesByService, `${namespace}/${name}`)
    .find(one => one.ports.length === 0 || one.ports.includes(port.port));
  return policy && { said: overTls(policy) };
}

function overTls(policy: AzureBackendTlsPolicy): PolicyEffect['said'] {
  const { sni } = policy;
  return {
    backend: {
      effect: { protocol: 'http', tls: 'edge' },
      by: objectName(policy),
      evidence: [evidenceOf(policy, 'spec.targetRef.name', policy.service)],
      source: docs,
    },
    ...(sni !== undefined && { sni }),
  };
}

/**
 * With the service mesh extension its gateways speak Istio's mTLS to every Service of a namespace
 * that is labelled for injection, and nothing else.
 */
function meshIdentity(
  state: ClusterState,
  service: Service,
): PolicyEffect | undefined {
  const [extension] = state.lookup(extensionPods, 'any');
  const namespace = state.get(namespaces, '', service.meta.namespace);
  if (!extension || !namespace) return undefined;
  const { labels } = namespace.meta;
  const revision = labels['istio.io/rev'] as string | undefined;
  const injects =
    labels['istio-injection'] === 'enabled' ||
    revision?.startsWith('asm-') === true;
  if (!injects) return undefined;
  return {
    said: {
      backend: {
        effect: { protocol: 'http', tls: 'edge', identity: 'mesh' },
        by: `the service mesh extension (${objectName(extension)})`,
        evidence: [
          evidenceOf(
            namespace,
            'metadata.labels[istio-injection]',
            labels['istio-injection'] as string | undefined,
          ),
          evidenceOf(namespace, 'metadata.labels[istio.io/rev]', revision),
        ],
        source: meshDocs,
      },
    },
  };
}
