import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { items, text } from '../read';

/** Lets routes of other namespaces lead into its own. */
export interface ReferenceGrant extends KubeObject {
  readonly kind: 'ReferenceGrant';
  readonly from: readonly {
    readonly group: string;
    readonly kind: string;
    readonly namespace: string;
  }[];
  /** Without a name: every object of the kind. */
  readonly to: readonly {
    readonly group: string;
    readonly kind: string;
    readonly name?: string;
  }[];
}

export const referenceGrants = defineKind<ReferenceGrant>({
  group: 'gateway.networking.k8s.io',
  kind: 'ReferenceGrant',
  plural: 'referencegrants',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  purpose: 'whether a route may lead to a Service of another namespace',
  trim: (object, meta) => ({
    kind: 'ReferenceGrant',
    meta,
    from: items(object, 'spec', 'from').map(one => ({
      group: text(one, 'group') ?? '',
      kind: text(one, 'kind') ?? '',
      namespace: text(one, 'namespace') ?? '',
    })),
    to: items(object, 'spec', 'to').map(one => {
      const name = text(one, 'name');
      return {
        group: text(one, 'group') ?? '',
        kind: text(one, 'kind') ?? '',
        ...(name !== undefined && { name }),
      };
    }),
  }),
});
