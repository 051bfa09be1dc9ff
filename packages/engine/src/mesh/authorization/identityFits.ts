// How Envoy compares the identity of a peer with what a policy says: istio pilot/pkg/security/authz/model/generator.go.
import { known, maybe, no, Answer } from './answer';
import type { Arriving, Look } from './arriving';
import { Identity, principalOf } from './peer';
import { underAllNames, withAliases } from './trustDomains';
import { fitsGlob, fitsValue } from './wildcard';

export type Comparison = (
  value: string,
  identity: Identity,
  look: Pick<Look, 'namespace' | 'trustDomains'>,
) => boolean;

/** Whether a peer's identity fits: one without never does, and of one that cannot be read nobody knows. */
export function identityFits(
  key: string,
  value: string,
  compare: Comparison,
  { peer }: Arriving,
  look: Look,
): Answer {
  switch (peer.kind) {
    case 'nobody':
      return no;
    case 'somebody':
      return maybe(key);
    default:
      return known(compare(value, peer.identity, look));
  }
}

export const comparePrincipal: Comparison = (value, identity, look) =>
  underAllNames(value, look.trustDomains).some(one =>
    fitsValue(one, principalOf(identity)),
  );

// It is a pattern for the whole of the identity, in which a star goes past a slash.
export const compareNamespace: Comparison = (value, identity) =>
  fitsGlob(`*/ns/${value}/*`, principalOf(identity));

export const compareServiceAccount: Comparison = (value, identity, look) => {
  const slash = value.indexOf('/');
  const [namespace, name] =
    slash < 0
      ? [look.namespace, value]
      : [value.slice(0, slash), value.slice(slash + 1)];
  return namespace === identity.namespace && name === identity.serviceAccount;
};

export const compareTrustDomain: Comparison = (value, { trustDomain }, look) =>
  withAliases(value, look.trustDomains).some(one => fitsGlob(one, trustDomain));
