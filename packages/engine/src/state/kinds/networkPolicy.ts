import { defineKind } from '../kindDefinition';
import { LabelSelector, trimSelector } from '../labelSelector';
import type { KubeObject } from '../meta';
import { at, items, text, texts, whole } from '../read';

/** What a rule of a NetworkPolicy allows: these peers, at these ports. */
export interface NetworkRule {
  /** Empty: everybody. */
  readonly peers: readonly NetworkPeer[];
  /** Empty: every port. */
  readonly ports: readonly NetworkPort[];
}

/** Pods by namespace and label, or addresses. */
export type NetworkPeer =
  | {
      readonly kind: 'pods';
      /** Absent: pods of the policy's own namespace. */
      readonly namespaces?: LabelSelector;
      /** Absent: every pod there. */
      readonly pods?: LabelSelector;
    }
  | { readonly kind: 'addresses' };

/** A port of the pod that is connected to. */
export interface NetworkPort {
  readonly protocol: string;
  /** A number, the name of a container port, or absent for every port. */
  readonly port?: number | string;
  readonly endPort?: number;
}

/** Keeps connections away from pods, or in them, where the cluster's network enforces it. */
export interface NetworkPolicy extends KubeObject {
  readonly kind: 'NetworkPolicy';
  readonly pods: LabelSelector;
  /** What is let in; absent where the policy says nothing about it. */
  readonly ingress?: readonly NetworkRule[];
  /** What is let out; absent where the policy says nothing about it. */
  readonly egress?: readonly NetworkRule[];
}

export const networkPolicies = defineKind<NetworkPolicy>({
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  versions: ['v1'],
  namespaced: true,
  purpose: 'whether the network lets a connection between two pods through',
  trim: trimNetworkPolicy,
});

function trimNetworkPolicy(
  object: unknown,
  meta: NetworkPolicy['meta'],
): NetworkPolicy {
  const spec = at(object, 'spec');
  const types = texts(spec, 'policyTypes');
  // k8s.io/api/networking/v1 NetworkPolicySpec.policyTypes: Ingress unless told otherwise, Egress where there are rules.
  const isAbout = (type: string, otherwise: boolean) =>
    types.length > 0 ? types.includes(type) : otherwise;
  const rulesOut = items(spec, 'egress');
  return {
    kind: 'NetworkPolicy',
    meta,
    pods: trimSelector(at(spec, 'podSelector')),
    ...(isAbout('Ingress', true) && {
      ingress: items(spec, 'ingress').map(one => trimRule(one, 'from')),
    }),
    ...(isAbout('Egress', rulesOut.length > 0) && {
      egress: rulesOut.map(one => trimRule(one, 'to')),
    }),
  };
}

function trimRule(rule: unknown, peers: 'from' | 'to'): NetworkRule {
  return {
    peers: items(rule, peers).map(trimPeer),
    ports: items(rule, 'ports').map(trimPort),
  };
}

function trimPeer(peer: unknown): NetworkPeer {
  const [namespaces, pods] = ['namespaceSelector', 'podSelector'].map(field => {
    const selector = at(peer, field);
    return typeof selector === 'object' && selector !== null
      ? trimSelector(selector)
      : undefined;
  });
  if (!namespaces && !pods) return { kind: 'addresses' };
  return {
    kind: 'pods',
    ...(namespaces && { namespaces }),
    ...(pods && { pods }),
  };
}

function trimPort(one: unknown): NetworkPort {
  const port = at(one, 'port');
  const endPort = whole(one, 'endPort');
  return {
    protocol: text(one, 'protocol') ?? 'TCP',
    ...((typeof port === 'number' || typeof port === 'string') && { port }),
    ...(endPort !== undefined && { endPort }),
  };
}
