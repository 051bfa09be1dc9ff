import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { text } from '../read';

export interface GatewayClass extends KubeObject {
  readonly kind: 'GatewayClass';
  readonly controllerName: string;
}

export const gatewayClasses = defineKind<GatewayClass>({
  group: 'gateway.networking.k8s.io',
  kind: 'GatewayClass',
  plural: 'gatewayclasses',
  versions: ['v1', 'v1beta1'],
  namespaced: false,
  purpose: 'which controller a Gateway belongs to',
  trim: (object, meta) => ({
    kind: 'GatewayClass',
    meta,
    controllerName: text(object, 'spec', 'controllerName') ?? '',
  }),
});
