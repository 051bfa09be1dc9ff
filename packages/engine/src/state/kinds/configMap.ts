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
  // By name only: ConfigMaps at large are nobody's business. `istio` holds MeshConfig, the next two how pods
  // are injected and whom ambient takes, the others are where charts and examples put the settings of controllers.
  names: [
    'istio',
    'istio-sidecar-injector',
    'istio-cni-config',
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
    namesIn: object =>
      revisionConfigMaps(text(object, 'metadata', 'labels', 'istio.io/rev')),
  },
  purpose:
    'MeshConfig of Istio, whom it takes into the mesh, settings of ingress controllers',
  trim: (object, meta) => ({
    kind: 'ConfigMap',
    meta,
    data: labels(object, 'data'),
  }),
});

/**
 * The ConfigMaps of a revision, which an injector's webhook belongs to or a tag stands for: its MeshConfig (istio
 * pilot/pkg/bootstrap/mesh.go getMeshConfigMapName) and its injector's (sidecarinjector.go getInjectorConfigMapName).
 */
export function revisionConfigMaps(
  revision: string | undefined,
): readonly string[] {
  return revision === undefined || revision === 'default'
    ? []
    : [`istio-${revision}`, injectorConfigMap(revision)];
}

/** The ConfigMap that the injector of a revision goes by. */
export function injectorConfigMap(revision: string): string {
  const name = 'istio-sidecar-injector';
  return revision === 'default' ? name : `${name}-${revision}`;
}

/** ConfigMaps by their name, whatever the namespace. */
export const configMapsByName = indexBy(configMaps, ({ meta }) => [meta.name]);
