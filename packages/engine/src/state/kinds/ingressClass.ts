import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { text } from '../read';

export interface IngressClass extends KubeObject {
  readonly kind: 'IngressClass';
  readonly controller: string;
  readonly isDefault: boolean;
}

export const ingressClasses = defineKind<IngressClass>({
  group: 'networking.k8s.io',
  kind: 'IngressClass',
  plural: 'ingressclasses',
  versions: ['v1'],
  namespaced: false,
  purpose: 'which controller an Ingress belongs to',
  trim: (object, meta) => ({
    kind: 'IngressClass',
    meta,
    controller: text(object, 'spec', 'controller') ?? '',
    isDefault:
      meta.annotations['ingressclass.kubernetes.io/is-default-class'] ===
      'true',
  }),
});
