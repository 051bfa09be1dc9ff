import { evidenceOf, objectName } from '../../state/evidence';
import { rulesByHost } from '../../state/kinds/destinationRule';
import { findingRule } from '../finding';
import { isMisnamed } from '../misnamed';

/** A DestinationRule that was meant for this Service and is for nobody (IST0174). */
export const ip0314 = findingRule('IP0314', ({ state, service }) =>
  state
    .lookup(rulesByHost, service.meta.name)
    .filter(rule => isMisnamed(state, service, rule.host, rule.meta.namespace))
    .map(rule => ({
      says: {
        rule: objectName(rule),
        host: rule.host,
        service: service.meta.name,
      },
      about: [rule],
      evidence: [evidenceOf(rule, 'spec.host', rule.host)],
    })),
);
