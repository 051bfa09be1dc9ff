import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, text } from '../read';

export interface GatewayClass extends KubeObject {
  readonly kind: 'GatewayClass';
  readonly controllerName: string;
  /** Object with settings of the controller's own. */
  readonly parameters?: Parameters;
}

/** A reference to an object with settings of a vendor's own. */
export interface Parameters {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The reference at some place of an object. */
export function trimParameters(value: unknown): {
  readonly parameters?: Parameters;
} {
  const kind = text(value, 'kind');
  const name = text(value, 'name');
  const namespace = text(value, 'namespace');
  if (kind === undefined || name === undefined) return {};
  return {
    parameters: {
      group: text(value, 'group') ?? '',
      kind,
      name,
      ...(namespace !== undefined && { namespace }),
    },
  };
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
    ...trimParameters(at(object, 'spec', 'parametersRef')),
  }),
});
