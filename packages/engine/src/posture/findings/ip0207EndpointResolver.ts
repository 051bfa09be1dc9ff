import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';

/** A Mapping's resolver makes Emissary dial pods, which undoes its Service routing. */
export const ip0207 = findingRule('IP0207', facts =>
  facts.paths.flatMap(({ facts: made, path }, index) =>
    path.edge.vendor === 'emissary' && made.route?.dial.addressing === 'pod-ip'
      ? [
          {
            says: { mapping: `${path.route.namespace}/${path.route.name}` },
            path: index,
            hop: dialledHop(made),
            evidence: made.route.dial.reasons.flatMap(
              reason => reason.evidence,
            ),
          },
        ]
      : [],
  ),
);
