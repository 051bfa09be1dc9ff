// What the policies of a receiver make of a connection: istio pilot/pkg/security/authz/builder/builder.go, ztunnel
// src/state.rs assert_rbac. CUSTOM comes first, DENY before ALLOW, and where there is an ALLOW one has to fit.
import type {
  AuthorizationPolicy,
  AuthorizationRule,
} from '../../state/kinds/authorizationPolicy';
import { Answer, any, yes } from './answer';
import type { Arriving, Look } from './arriving';
import { proxyRuleFits, Reading } from './proxyRule';
import { ztunnelRuleFits } from './ztunnelRule';

/** Who looks at the policies. */
export type Guard = Reading | 'ztunnel';

/** A policy, and the attributes that its answer goes by; that of CUSTOM also goes by its provider. */
export interface Undecided {
  readonly policy: AuthorizationPolicy;
  readonly on: readonly string[];
}

/** Nothing on the connection is let through: by DENY, or for want of an ALLOW. */
export interface Refused {
  readonly kind: 'refused';
  readonly by: readonly AuthorizationPolicy[];
  readonly action: 'DENY' | 'ALLOW';
}

export type Authorization =
  /** No policy can refuse anything on it. */
  | { readonly kind: 'allowed' }
  | Refused
  | { readonly kind: 'depends'; readonly on: readonly Undecided[] };

const allowed: Authorization = { kind: 'allowed' };

/** What policies make of a connection; several guards where it is not known which of them it meets. */
export function authorize(
  policies: readonly AuthorizationPolicy[],
  guards: readonly Guard[],
  arriving: Arriving,
  trustDomains: readonly string[],
): Authorization {
  if (policies.length === 0) return allowed;
  const [first = allowed, ...others] = guards.map(guard =>
    byGuard(policies, guard, arriving, trustDomains),
  );
  if (others.every(one => one.kind === first.kind)) return first;
  return {
    kind: 'depends',
    on: policies.map(policy => ({ policy, on: ['the protocol'] })),
  };
}

function byGuard(
  policies: readonly AuthorizationPolicy[],
  guard: Guard,
  arriving: Arriving,
  trustDomains: readonly string[],
): Authorization {
  const judged = policies
    // A ztunnel is not told of CUSTOM.
    .filter(({ action }) => guard !== 'ztunnel' || action !== 'CUSTOM')
    .map(policy => {
      const isAllow = policy.action === 'ALLOW';
      const { namespace } = policy.meta;
      const look = { isAllow, namespace, trustDomains };
      const fits = any(
        policy.rules.map(rule => ruleFits(rule, guard, arriving, look)),
      );
      return { policy, fits };
    });
  const ofAction = (action: string) =>
    judged.filter(({ policy }) => policy.action === action);
  const [custom, denies, allows] = ['CUSTOM', 'DENY', 'ALLOW'].map(ofAction);
  const denied = denies.filter(({ fits }) => fits.holds === 'yes');
  if (denied.length > 0) return refusedBy('DENY', denied);
  const isLetIn =
    allows.length === 0 ? yes : any(allows.map(({ fits }) => fits));
  if (isLetIn.holds === 'no') return refusedBy('ALLOW', allows);
  const open = [
    ...custom.filter(({ fits }) => fits.holds !== 'no'),
    ...denies.filter(({ fits }) => fits.holds === 'maybe'),
    ...(isLetIn.holds === 'maybe'
      ? allows.filter(({ fits }) => fits.holds === 'maybe')
      : []),
  ];
  return open.length === 0
    ? allowed
    : {
        kind: 'depends',
        on: open.map(({ policy, fits: { on } }) => ({ policy, on })),
      };
}

function ruleFits(
  rule: AuthorizationRule,
  guard: Guard,
  arriving: Arriving,
  look: Look,
): Answer {
  return guard === 'ztunnel'
    ? ztunnelRuleFits(rule, arriving, look)
    : proxyRuleFits(rule, guard, arriving, look);
}

function refusedBy(
  action: 'DENY' | 'ALLOW',
  judged: readonly { readonly policy: AuthorizationPolicy }[],
): Refused {
  return { kind: 'refused', action, by: judged.map(({ policy }) => policy) };
}
