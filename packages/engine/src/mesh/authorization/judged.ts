// What the policies at a proxy add to an answer, in words.
import type { Reason } from '../../posture/servicePosture';
import { evidenceOf, objectName } from '../../state/evidence';
import type { AuthorizationPolicy } from '../../state/kinds/authorizationPolicy';
import type { KubeObject } from '../../state/meta';
import { because } from '../because';
import type { MeshConfig } from '../controlPlane/meshConfig';
import type { Arriving } from './arriving';
import { authorize, Guard, Refused, Undecided } from './authorize';
import { Peer, principalOf } from './peer';

export interface Judged {
  /** Empty: they refuse nothing, or that depends on what the caveats name. */
  readonly refusedBy: readonly AuthorizationPolicy[];
  readonly reasons: readonly Reason[];
  readonly caveats: readonly string[];
}

export const unjudged: Judged = { refusedBy: [], reasons: [], caveats: [] };

const source =
  'istio pilot/pkg/security/authz/builder/builder.go, pilot/pkg/serviceregistry/ambient/authorization.go';

/** What policies that hold at a pod or a waypoint make of a connection to it. */
export function judged(
  at: KubeObject,
  { trustDomain, trustDomainAliases }: MeshConfig,
  policies: readonly AuthorizationPolicy[],
  guards: readonly Guard[],
  arriving: Arriving,
): Judged {
  const trustDomains = [trustDomain, ...trustDomainAliases];
  const said = authorize(policies, guards, arriving, trustDomains);
  switch (said.kind) {
    case 'allowed':
      return unjudged;
    case 'refused':
      return {
        refusedBy: said.by,
        reasons: [refusal(said, objectName(at), arriving.peer)],
        caveats: [],
      };
    case 'depends':
      return { ...unjudged, caveats: said.on.map(one => caveat(one, at)) };
    default: {
      const never: never = said;
      return never;
    }
  }
}

function refusal({ by, action }: Refused, at: string, peer: Peer): Reason {
  const names = by.map(objectName).join(' and ');
  const whose = whoseOf(peer);
  return because(
    action === 'DENY'
      ? `${names} denies ${whose} to come in to ${at}.`
      : `No rule of ${names} lets ${whose} in to ${at}.`,
    by.map(one => evidenceOf(one, 'spec.rules', rulesOf(one))),
    source,
  );
}

function whoseOf(peer: Peer): string {
  switch (peer.kind) {
    case 'nobody':
      return 'a client without a mesh identity';
    case 'known':
      return principalOf(peer.identity);
    default:
      return 'this client';
  }
}

function rulesOf({ action, rules: { length } }: AuthorizationPolicy): string {
  return `${action}, ${length === 1 ? '1 rule' : `${length} rules`}`;
}

function caveat({ policy, on }: Undecided, at: KubeObject): string {
  const provider = policy.action === 'CUSTOM' ? ['what its provider says'] : [];
  return `${objectName(policy)} may refuse what reaches ${objectName(
    at,
  )}: that goes by ${[...on, ...provider].join(' and ')}.`;
}
