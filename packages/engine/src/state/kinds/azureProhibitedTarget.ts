import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { text, texts } from '../read';

/** What an Azure Application Gateway that others configure too keeps from its ingress controller. */
export interface AzureProhibitedTarget extends KubeObject {
  readonly kind: 'AzureIngressProhibitedTarget';
  /** Of any host where this is unset. */
  readonly host?: string;
  readonly paths: readonly string[];
}

export const azureProhibitedTargets = defineKind<AzureProhibitedTarget>({
  group: 'appgw.ingress.k8s.io',
  kind: 'AzureIngressProhibitedTarget',
  plural: 'azureingressprohibitedtargets',
  versions: ['v1'],
  namespaced: true,
  purpose: 'hosts and paths that Azure Application Gateway leaves alone',
  trim: (object, meta) => {
    const host = text(object, 'spec', 'hostname') ?? '';
    return {
      kind: 'AzureIngressProhibitedTarget',
      meta,
      ...(host !== '' && { host }),
      paths: texts(object, 'spec', 'paths'),
    };
  },
});
