import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag } from '../read';
import { PolicyTargets, trimTargets } from './attachedPolicy';

const group = 'agentgateway.dev';
const versions = ['v1alpha1'];

/** What agentgateway does to requests, and how it speaks to backends. */
export interface AgentgatewayPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'AgentgatewayPolicy';
  /** It may start TLS, or send another Host. */
  readonly changesWire: boolean;
}

export const agentgatewayPolicies = defineKind<AgentgatewayPolicy>({
  group,
  kind: 'AgentgatewayPolicy',
  plural: 'agentgatewaypolicies',
  versions,
  namespaced: true,
  purpose: 'whether agentgateway starts TLS, or sends another Host',
  trim: (object, meta) => ({
    kind: 'AgentgatewayPolicy',
    meta,
    ...trimTargets(object),
    changesWire: [
      at(object, 'spec', 'backend', 'tls'),
      at(object, 'spec', 'traffic', 'hostRewrite'),
      at(object, 'spec', 'traffic', 'transformation', 'request'),
    ].some(one => one !== undefined),
  }),
});

/** Settings of the pods of agentgateway's Gateways. */
export interface AgentgatewayParameters extends KubeObject {
  readonly kind: 'AgentgatewayParameters';
  /** It speaks Istio's mTLS to pods of the mesh by itself. */
  readonly istio: boolean;
}

export const agentgatewayParameters = defineKind<AgentgatewayParameters>({
  group,
  kind: 'AgentgatewayParameters',
  plural: 'agentgatewayparameters',
  versions,
  namespaced: true,
  purpose: 'whether agentgateway speaks mTLS of the mesh by itself',
  trim: (object, meta) => ({
    kind: 'AgentgatewayParameters',
    meta,
    istio:
      at(object, 'spec', 'istio') !== undefined &&
      flag(object, 'spec', 'istio', 'enabled') !== false,
  }),
});

/** Every kind of agentgateway's that is read. */
export const agentgatewayKinds: readonly KindDefinition[] = [
  agentgatewayPolicies,
  agentgatewayParameters,
];
