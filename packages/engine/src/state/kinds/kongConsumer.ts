import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';

const group = 'configuration.konghq.com';

/** Somebody whom Kong knows, or a group of them: plugins that its annotation names are for its requests alone. */
export interface KongConsumer extends KubeObject {
  readonly kind: 'KongConsumer' | 'KongConsumerGroup';
}

function define(
  kind: KongConsumer['kind'],
  plural: string,
  version: string,
): KindDefinition<KongConsumer> {
  return defineKind<KongConsumer>({
    group,
    kind,
    plural,
    versions: [version],
    namespaced: true,
    purpose: 'plugins of Kong that are for the requests of some clients alone',
    trim: (_, meta) => ({ kind, meta }),
  });
}

export const kongConsumers = define('KongConsumer', 'kongconsumers', 'v1');

export const kongConsumerGroups = define(
  'KongConsumerGroup',
  'kongconsumergroups',
  'v1beta1',
);
