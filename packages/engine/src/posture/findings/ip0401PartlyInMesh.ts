import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import type { FindingRule } from '../finding';

/** Some ready endpoints are in the mesh, some are not: mostly a roll-out that is not finished. */
export const ip0401: FindingRule = {
  code: 'IP0401',
  severity: 'warning',
  title: 'Only some endpoints are in the mesh',
  detect: facts => {
    if (!facts.partial) return [];
    const { none, ready } = facts.endpoints;
    const outside = facts.pods.filter(
      pod => membership(facts.state, podKey(pod)).mesh === 'none',
    );
    return [
      {
        detail: `${none} of ${ready} ready endpoints of ${
          facts.service.meta.name
        } have no proxy: ${outside
          .map(pod => pod.meta.name)
          .slice(0, 5)
          .join(', ')}. Pods get one when they are made, so restart those.`,
        evidence: outside
          .slice(0, 5)
          .flatMap(pod =>
            membership(facts.state, podKey(pod)).reasons.flatMap(
              reason => reason.evidence,
            ),
          ),
      },
    ];
  },
};
