import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text, texts } from '../read';
import { TargetRef, trimTargetRefs } from './targetRefs';

/** What is asked of one attribute: to be one of `values`, where there are any, and none of `notValues`. */
export interface AuthorizationCondition {
  /** As in `when`, such as `source.namespace`; `hosts`, `methods` and `paths` have no name there. */
  readonly key: string;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
}

/** Conditions that must hold together. */
export type AuthorizationConditions = readonly AuthorizationCondition[];

/** Who may do what, when: one of `from`, one of `to` and all of `when` must hold. Empty: anybody, anything. */
export interface AuthorizationRule {
  readonly from: readonly AuthorizationConditions[];
  readonly to: readonly AuthorizationConditions[];
  readonly when: AuthorizationConditions;
}

/** Who is let in, and who is refused. */
export interface AuthorizationPolicy extends KubeObject {
  readonly kind: 'AuthorizationPolicy';
  /** Empty: every workload of its namespace, unless it is attached to something else. */
  readonly matchLabels: Labels;
  /** Services, waypoints and gateways that it is attached to. */
  readonly targets: readonly TargetRef[];
  /** ALLOW, DENY, AUDIT, CUSTOM. */
  readonly action: string;
  /** Any of them; none is met by nothing. */
  readonly rules: readonly AuthorizationRule[];
}

export const authorizationPolicies = defineKind<AuthorizationPolicy>({
  group: 'security.istio.io',
  kind: 'AuthorizationPolicy',
  plural: 'authorizationpolicies',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  purpose: 'whether something refuses what mTLS lets in',
  trim: (object, meta) => ({
    kind: 'AuthorizationPolicy',
    meta,
    matchLabels: labels(object, 'spec', 'selector', 'matchLabels'),
    targets: trimTargetRefs(at(object, 'spec')),
    action: text(object, 'spec', 'action') ?? 'ALLOW',
    rules: items(object, 'spec', 'rules').map(trimRule),
  }),
});

// Fields of a source and of an operation, by the attribute that each is about: istio pilot/pkg/security/authz/model/model.go.
const sourceFields = {
  principals: 'source.principal',
  requestPrincipals: 'request.auth.principal',
  namespaces: 'source.namespace',
  serviceAccounts: 'source.serviceAccount',
  trustDomains: 'source.trustDomain',
  ipBlocks: 'source.ip',
  remoteIpBlocks: 'remote.ip',
};
const operationFields = {
  hosts: 'hosts',
  ports: 'destination.port',
  methods: 'methods',
  paths: 'paths',
};

function trimRule(rule: unknown): AuthorizationRule {
  return {
    from: items(rule, 'from').map(one =>
      trimFields(at(one, 'source'), sourceFields),
    ),
    to: items(rule, 'to').map(one =>
      trimFields(at(one, 'operation'), operationFields),
    ),
    when: items(rule, 'when').flatMap(one =>
      condition(
        text(one, 'key') ?? '',
        texts(one, 'values'),
        texts(one, 'notValues'),
      ),
    ),
  };
}

function trimFields(
  owner: unknown,
  fields: Readonly<Record<string, string>>,
): AuthorizationConditions {
  return Object.entries(fields).flatMap(([field, key]) =>
    condition(key, texts(owner, field), texts(owner, `not${capital(field)}`)),
  );
}

// What asks for nothing is left out, as Istio does.
function condition(
  key: string,
  values: readonly string[],
  notValues: readonly string[],
): AuthorizationConditions {
  return values.length + notValues.length > 0
    ? [{ key, values, notValues }]
    : [];
}

function capital(field: string): string {
  return field[0].toUpperCase() + field.slice(1);
}
