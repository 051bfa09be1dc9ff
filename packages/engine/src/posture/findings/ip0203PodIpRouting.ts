import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import type { FindingRule } from '../finding';
import { isPassedThrough } from '../passthrough';

/** An edge with a sidecar dials pod IPs, which its sidecar knows as no Service. */
export const ip0203: FindingRule = {
  code: 'IP0203',
  severity: 'warning',
  title: 'Pod-IP routing bypasses the mesh',
  detect: facts =>
    facts.paths.flatMap(({ facts: { edge }, path }, index) => {
      const hop = path.hops[1];
      const sidecar = edge.pods.some(
        pod => membership(facts.state, podKey(pod)).mesh === 'sidecar',
      );
      const bypassed =
        hop?.from === 'edge' &&
        hop.addressing === 'pod-ip' &&
        isPassedThrough(hop);
      if (!sidecar || !bypassed) return [];
      return [
        {
          detail: `${path.edge.title} has a sidecar but dials the pods of ${facts.service.meta.name} by IP. Its sidecar knows no Service by those addresses and passes the bytes on as they are.`,
          path: index,
          hop: 1,
          evidence: hop.evidence,
        },
      ];
    }),
};
