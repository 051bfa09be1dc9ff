import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';

/** Route objects that are only counted: what they say is kept elsewhere, or is not modelled. */
export interface UnreadRoute extends KubeObject {
  readonly kind: 'TykOasApiDefinition' | 'SidecarGateway';
}

/** Names a ConfigMap with an OpenAPI document, and in that the URL that Tyk dials. */
export const tykOasApiDefinitions = defineKind<UnreadRoute>({
  group: 'tyk.tyk.io',
  kind: 'TykOasApiDefinition',
  plural: 'tykoasapidefinitions',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'whether Tyk has routes that are not read',
  trim: (_, meta) => ({ kind: 'TykOasApiDefinition', meta }),
});

/** Airlock Microgateway in the pods of an application, before its container. */
export const airlockSidecarGateways = defineKind<UnreadRoute>({
  group: 'microgateway.airlock.com',
  kind: 'SidecarGateway',
  plural: 'sidecargateways',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'whether Airlock Microgateway stands before containers',
  trim: (_, meta) => ({ kind: 'SidecarGateway', meta }),
});
