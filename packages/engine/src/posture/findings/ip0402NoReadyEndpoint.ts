import { evidenceOf } from '../../state/evidence';
import type { FindingRule } from '../finding';

/** Nobody answers behind the Service. */
export const ip0402: FindingRule = {
  code: 'IP0402',
  severity: 'warning',
  title: 'No endpoint is ready',
  detect: facts =>
    facts.endpoints.ready > 0
      ? []
      : [
          {
            detail: `None of the ${facts.endpoints.total} endpoints of ${facts.service.meta.name} is ready.`,
            evidence: [
              evidenceOf(
                facts.service,
                'spec.selector',
                facts.service.selector &&
                  JSON.stringify(facts.service.selector),
              ),
            ],
          },
        ],
};
