import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { items, text } from '../read';

export interface Node extends KubeObject {
  readonly kind: 'Node';
  readonly addresses: readonly string[];
}

export const nodes = defineKind<Node>({
  group: '',
  kind: 'Node',
  plural: 'nodes',
  versions: ['v1'],
  namespaced: false,
  purpose: 'addresses that node ports answer on',
  trim: (object, meta) => ({
    kind: 'Node',
    meta,
    addresses: items(object, 'status', 'addresses').flatMap(one => {
      const type = text(one, 'type');
      const address = text(one, 'address');
      const isAddress = type === 'InternalIP' || type === 'ExternalIP';
      return isAddress && address !== undefined ? [address] : [];
    }),
  }),
});
