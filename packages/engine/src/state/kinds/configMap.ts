import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { Labels, labels } from '../read';

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
    'cloudflared',
    'config-network',
    'contour',
    'haproxy-ingress',
    'haproxy-kubernetes-ingress',
    'nginx-config',
    'nginx-ingress',
  ],
  purpose: 'MeshConfig of Istio, settings of ingress controllers',
  trim: (object, meta) => ({
    kind: 'ConfigMap',
    meta,
    data: labels(object, 'data'),
  }),
});

/** ConfigMaps by their name, whatever the namespace. */
export const configMapsByName = indexBy(configMaps, ({ meta }) => [meta.name]);
