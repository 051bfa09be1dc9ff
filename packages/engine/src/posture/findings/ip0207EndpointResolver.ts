import type { FindingRule } from '../finding';

/** A Mapping's resolver makes Emissary dial pods, which undoes its Service routing. */
export const ip0207: FindingRule = {
  code: 'IP0207',
  severity: 'info',
  title: 'An endpoint resolver undoes Service routing',
  detect: facts =>
    facts.paths.flatMap(({ facts: { route }, path }, index) =>
      path.edge.vendor === 'emissary' && route?.dial.addressing === 'pod-ip'
        ? [
            {
              detail: `Mapping ${path.route.namespace}/${path.route.name} resolves endpoints, so Emissary-ingress dials pod IPs instead of the Service.`,
              path: index,
              hop: 1,
              evidence: route.dial.reasons.flatMap(reason => reason.evidence),
            },
          ]
        : [],
    ),
};
