import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import type { FindingRule } from '../finding';
import { isPassedThrough } from '../passthrough';

/**
 * A sidecar's HTTP listener goes by Host alone: the Service's address with an external Host ends in
 * passthrough (istio pilot/pkg/networking/core/httproute.go).
 */
export const ip0202: FindingRule = {
  code: 'IP0202',
  severity: 'warning',
  title: 'The Host does not name the Service',
  detect: facts =>
    facts.paths.flatMap(({ facts: { edge }, path }, index) => {
      const hop = path.hops[1];
      const sidecar = edge.pods.some(
        pod => membership(facts.state, podKey(pod)).mesh === 'sidecar',
      );
      const bypassed =
        hop?.from === 'edge' &&
        hop.addressing === 'service-vip' &&
        isPassedThrough(hop);
      if (!sidecar || !bypassed || hop.protocol === 'TCP') return [];
      return [
        {
          detail: `${path.edge.title} dials the Service's address, but its sidecar routes HTTP by Host, and ${hop.host} is no name of ${facts.service.meta.name}: the connection is passed through as it is.`,
          path: index,
          hop: 1,
          evidence: hop.evidence,
        },
      ];
    }),
};
