// What a ztunnel makes of a rule: istio pilot/pkg/serviceregistry/ambient/authorization.go handleRule, ztunnel src/rbac.rs.
import type {
  AuthorizationConditions,
  AuthorizationRule,
} from '../../state/kinds/authorizationPolicy';
import { all, Answer, any, maybe, no, yes } from './answer';
import type { Arriving, Look } from './arriving';
import { conditionFits } from './conditionFits';
import {
  comparePrincipal,
  compareServiceAccount,
  Comparison,
  identityFits,
} from './identityFits';
import { principalOf } from './peer';
import { portFits } from './proxyRule';
import { fitsValue } from './wildcard';

// What else `when` asks for is HTTP to it.
const inWhen: ReadonlySet<string> = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
]);
const inSource: ReadonlySet<string> = new Set([
  ...inWhen,
  'source.serviceAccount',
  'source.trustDomain',
]);

/** Whether a rule fits what arrives at a ztunnel. */
export function ztunnelRuleFits(
  { from, to, when }: AuthorizationRule,
  arriving: Arriving,
  look: Look,
): Answer {
  const unread = [
    ...[...from, ...to].flat().filter(({ key }) => !inSource.has(key)),
    ...when.filter(({ key }) => !inWhen.has(key)),
  ];
  if (look.isAllow && unread.length > 0) return no;
  const fit = (conditions: AuthorizationConditions): Answer => {
    const read = conditions.filter(one => !unread.includes(one));
    // Of DENY, its documentation says that what is left then fits always, and its code that it never does.
    if (read.length === 0) return maybe(...conditions.map(({ key }) => key));
    return all(
      read.map(one =>
        conditionFits(one, value => fits(one.key, value, arriving, look)),
      ),
    );
  };
  return all([
    from.length === 0 ? yes : any(from.map(fit)),
    to.length === 0 ? yes : any(to.map(fit)),
    ...when.map(one => fit([one])),
  ]);
}

const asWritten: Comparison = (value, identity) =>
  fitsValue(value, principalOf(identity));

function fits(
  key: string,
  value: string,
  arriving: Arriving,
  look: Look,
): Answer {
  const identity = (compare: Comparison) =>
    identityFits(key, value, compare, arriving, look);
  switch (key) {
    case 'source.principal': {
      // It knows the mesh by one name: what fits by another may not fit there.
      const [literal, aliased] = [asWritten, comparePrincipal].map(identity);
      return literal.holds === aliased.holds ? literal : maybe(key);
    }
    case 'source.namespace':
      return identity((one, { namespace }) => fitsValue(one, namespace));
    case 'source.serviceAccount':
      return identity(compareServiceAccount);
    case 'destination.port':
      return portFits(value, arriving);
    // It is never told of trust domains, and addresses are not ours to know.
    default:
      return maybe(key);
  }
}
