import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { items, text } from '../read';

export interface Node extends KubeObject {
  readonly kind: 'Node';
  readonly addresses: readonly string[];
  /** `<cloud>://…`, written by the cloud's controller. */
  readonly providerId?: string;
}

export const nodes = defineKind<Node>({
  group: '',
  kind: 'Node',
  plural: 'nodes',
  versions: ['v1'],
  namespaced: false,
  purpose: 'addresses that node ports answer on, and which cloud they run in',
  trim: (object, meta) => {
    const providerId = text(object, 'spec', 'providerID');
    return {
      kind: 'Node',
      meta,
      addresses: items(object, 'status', 'addresses').flatMap(one => {
        const type = text(one, 'type');
        const address = text(one, 'address');
        const isAddress = type === 'InternalIP' || type === 'ExternalIP';
        return isAddress && address !== undefined ? [address] : [];
      }),
      ...(providerId !== undefined && { providerId }),
    };
  },
});

/** Nodes by their addresses. */
export const nodesByAddress = indexBy(nodes, node => node.addresses);
