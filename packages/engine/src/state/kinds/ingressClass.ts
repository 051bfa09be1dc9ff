import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, text } from '../read';

export interface IngressClass extends KubeObject {
  readonly kind: 'IngressClass';
  readonly controller: string;
  readonly isDefault: boolean;
  /** Object of the controller's own that holds settings of the class. */
  readonly parameters?: {
    readonly group: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  };
}

export const ingressClasses = defineKind<IngressClass>({
  group: 'networking.k8s.io',
  kind: 'IngressClass',
  plural: 'ingressclasses',
  versions: ['v1'],
  namespaced: false,
  purpose: 'which controller an Ingress belongs to',
  trim: (object, meta) => {
    const parameters = trimParameters(at(object, 'spec', 'parameters'));
    return {
      kind: 'IngressClass',
      meta,
      controller: text(object, 'spec', 'controller') ?? '',
      isDefault:
        meta.annotations['ingressclass.kubernetes.io/is-default-class'] ===
        'true',
      ...(parameters && { parameters }),
    };
  },
});

function trimParameters(parameters: unknown): IngressClass['parameters'] {
  const kind = text(parameters, 'kind');
  const name = text(parameters, 'name');
  const namespace = text(parameters, 'namespace');
  if (kind === undefined || name === undefined) return undefined;
  return {
    group: text(parameters, 'apiGroup') ?? '',
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
  };
}
