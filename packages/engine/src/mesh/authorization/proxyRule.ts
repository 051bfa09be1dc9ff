// What Envoy makes of a rule: istio pilot/pkg/security/authz/model/model.go, generator.go.
import type {
  AuthorizationCondition,
  AuthorizationConditions,
  AuthorizationRule,
} from '../../state/kinds/authorizationPolicy';
import { all, Answer, any, known, maybe, no, yes } from './answer';
import type { Arriving, Look } from './arriving';
import { conditionFits } from './conditionFits';
import {
  compareNamespace,
  comparePrincipal,
  compareServiceAccount,
  compareTrustDomain,
  Comparison,
  identityFits,
} from './identityFits';

/** Request by request, or as a stream of bytes, which has nothing of what only requests have. */
export type Reading = 'http' | 'tcp';

/** Whether a rule fits what arrives at a proxy that reads it so. */
export function proxyRuleFits(
  { from, to, when }: AuthorizationRule,
  reading: Reading,
  arriving: Arriving,
  look: Look,
): Answer {
  const isUnread = (one: AuthorizationCondition) =>
    reading === 'tcp' && isOfRequests(one);
  const everything = [...from.flat(), ...to.flat(), ...when];
  if (look.isAllow && everything.some(isUnread)) return no;
  const fit = (conditions: AuthorizationConditions) =>
    all(
      conditions
        .filter(one => !isUnread(one))
        .map(one =>
          conditionFits(one, value => fits(one.key, value, arriving, look)),
        ),
    );
  return all([
    from.length === 0 ? yes : any(from.map(fit)),
    to.length === 0 ? yes : any(to.map(fit)),
    fit(when),
  ]);
}

function isOfRequests({ key }: AuthorizationCondition): boolean {
  return (
    ['hosts', 'methods', 'paths'].includes(key) || key.startsWith('request.')
  );
}

const comparisons: Readonly<Record<string, Comparison>> = {
  'source.principal': comparePrincipal,
  'source.namespace': compareNamespace,
  'source.serviceAccount': compareServiceAccount,
  'source.trustDomain': compareTrustDomain,
};

function fits(
  key: string,
  value: string,
  arriving: Arriving,
  look: Look,
): Answer {
  switch (key) {
    case 'source.principal':
    case 'source.namespace':
    case 'source.serviceAccount':
    case 'source.trustDomain':
      return identityFits(key, value, comparisons[key], arriving, look);
    case 'destination.port':
      return portFits(value, arriving);
    // Every request has one, and a path begins with a slash.
    case 'hosts':
    case 'methods':
      return value === '*' ? yes : maybe(key);
    case 'paths':
      return value === '*' || value === '/*' ? yes : maybe(key);
    default:
      return maybe(key);
  }
}

/** Whether what arrives does so at this port. */
export function portFits(value: string, { port }: Arriving): Answer {
  return port === undefined
    ? maybe('destination.port')
    : known(Number(value) === port);
}
