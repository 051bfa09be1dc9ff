import { findingRule } from '../finding';

/** A Mapping's resolver makes Emissary dial pods, which undoes its Service routing. */
export const ip0207 = findingRule('IP0207', facts =>
  facts.paths.flatMap(({ facts: { route }, path }, index) =>
    path.edge.vendor === 'emissary' && route?.dial.addressing === 'pod-ip'
      ? [
          {
            says: { mapping: `${path.route.namespace}/${path.route.name}` },
            path: index,
            hop: 1,
            evidence: route.dial.reasons.flatMap(reason => reason.evidence),
          },
        ]
      : [],
  ),
);
