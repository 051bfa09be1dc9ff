import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, Labels, labels, text } from '../read';
import { TargetRef, trimTargetRefs } from './targetRefs';

/** May refuse what mTLS lets in: that it is there lowers certainty, no more. */
export interface AuthorizationPolicy extends KubeObject {
  readonly kind: 'AuthorizationPolicy';
  /** Empty: every workload of its namespace, unless it is attached to something else. */
  readonly matchLabels: Labels;
  /** Services, waypoints and gateways that it is attached to. */
  readonly targets: readonly TargetRef[];
  /** ALLOW, DENY, AUDIT, CUSTOM. */
  readonly action: string;
}

export const authorizationPolicies = defineKind<AuthorizationPolicy>({
  group: 'security.istio.io',
  kind: 'AuthorizationPolicy',
  plural: 'authorizationpolicies',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  purpose: 'whether something may refuse what mTLS lets in',
  trim: (object, meta) => ({
    kind: 'AuthorizationPolicy',
    meta,
    matchLabels: labels(object, 'spec', 'selector', 'matchLabels'),
    targets: trimTargetRefs(at(object, 'spec')),
    action: text(object, 'spec', 'action') ?? 'ALLOW',
  }),
});
