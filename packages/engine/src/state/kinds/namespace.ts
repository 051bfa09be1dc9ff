import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';

export interface Namespace extends KubeObject {
  readonly kind: 'Namespace';
}

/** The API server gives it to every namespace: k8s.io/api/core/v1/types.go LabelMetadataName. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

export const namespaces = defineKind<Namespace>({
  group: '',
  kind: 'Namespace',
  plural: 'namespaces',
  versions: ['v1'],
  namespaced: false,
  metadataOnly: true,
  purpose: 'injection and ambient labels, selectors of allowed routes',
  trim: (_, meta) => ({
    kind: 'Namespace',
    meta: {
      ...meta,
      labels: { [namespaceNameLabel]: meta.name, ...meta.labels },
    },
  }),
});
