import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { Labels, labels, text } from '../read';

export interface ConfigMap extends KubeObject {
  readonly kind: 'ConfigMap';
  readonly data: Labels;
}

export const configMaps = defineKind<ConfigMap>({
  group: '',
  kind: 'ConfigMap',
  plural: 'configmaps',
  versions: ['v1'],
  namespaced: true,
  // By name only: ConfigMaps at large are nobody's business. `istio` holds MeshConfig, the others
  // are where charts and examples put the settings of controllers.
  names: [
    'istio',
    'ingress-nginx-controller',
    'nginx-configuration',
    'avi-k8s-config',
    'cilium-config',
    'cloudflare-tunnel',
    'cloudflared',
    'config-network',
    'contour',
    'envoy-gateway-config',
    'f5-as3-declaration',
    'haproxy-ingress',
    'haproxy-kubernetes-ingress',
    'nginx-config',
    'nginx-ingress',
    'tcp-services',
    'ingress-nginx-tcp',
  ],
  namedBy: {
    kind: 'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    nameIn: revisionConfigMap,
  },
  purpose: 'MeshConfig of Istio, settings of ingress controllers',
  trim: (object, meta) => ({
    kind: 'ConfigMap',
    meta,
    data: labels(object, 'data'),
  }),
});

/**
 * The ConfigMap of the revision that an injector's webhook belongs to, or that a tag stands for: istio
 * pilot/pkg/bootstrap/mesh.go getMeshConfigMapName.
 */
function revisionConfigMap(webhook: unknown): string | undefined {
  const revision = text(webhook, 'metadata', 'labels', 'istio.io/rev');
  return revision === undefined || revision === 'default'
    ? undefined
    : `istio-${revision}`;
}

/** ConfigMaps by their name, whatever the namespace. */
export const configMapsByName = indexBy(configMaps, ({ meta }) => [meta.name]);
