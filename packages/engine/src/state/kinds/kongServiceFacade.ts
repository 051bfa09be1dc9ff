import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { text, whole } from '../read';

/** A Service under another name and with other annotations, for Ingresses of Kong to lead to. */
export interface KongServiceFacade extends KubeObject {
  readonly kind: 'KongServiceFacade';
  /** Name of the Service, in its own namespace. */
  readonly service: string;
  readonly port?: number;
}

export const kongServiceFacades = defineKind<KongServiceFacade>({
  group: 'incubator.ingress-controller.konghq.com',
  kind: 'KongServiceFacade',
  plural: 'kongservicefacades',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'Services that Ingresses of Kong lead to by another name',
  trim: (object, meta) => {
    const port = whole(object, 'spec', 'backendRef', 'port');
    return {
      kind: 'KongServiceFacade',
      meta,
      service: text(object, 'spec', 'backendRef', 'name') ?? '',
      ...(port !== undefined && { port }),
    };
  },
});
