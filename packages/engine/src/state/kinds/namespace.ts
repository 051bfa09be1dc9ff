import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';

export interface Namespace extends KubeObject {
  readonly kind: 'Namespace';
}

export const namespaces = defineKind<Namespace>({
  group: '',
  kind: 'Namespace',
  plural: 'namespaces',
  versions: ['v1'],
  namespaced: false,
  metadataOnly: true,
  purpose: 'injection and ambient labels, selectors of allowed routes',
  trim: (_, meta) => ({ kind: 'Namespace', meta }),
});
