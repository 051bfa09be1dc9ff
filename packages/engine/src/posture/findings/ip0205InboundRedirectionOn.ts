import { captured, membership } from '../../mesh';
import { entranceOf } from '../../path/entrance';
import { podKey } from '../../path/sources';
import { annotationEvidence } from '../../state/evidence';
import type { FindingRule } from '../finding';

/** The edge's sidecar captures what clients send: the controller sees 127.0.0.6 as their address. */
export const ip0205: FindingRule = {
  code: 'IP0205',
  severity: 'warning',
  title: 'Inbound redirection is on at the ingress controller',
  detect: facts =>
    facts.paths.flatMap(({ facts: { edge, route }, path }, index) => {
      const pod = edge.pods.find(
        one => membership(facts.state, podKey(one)).mesh === 'sidecar',
      );
      // Clients that are turned away altogether are IP0206.
      if (!pod || !route || path.hops[0].outcome !== 'accepted') return [];
      const { containerPort } = entranceOf(facts.state, pod, route.clientTls);
      if (!captured(facts.state, podKey(pod), { port: containerPort }))
        return [];
      return [
        {
          detail: `Clients of ${path.edge.title} pass through its sidecar first, so it sees 127.0.0.6 instead of their address, and STRICT on namespace ${pod.meta.namespace} would lock them out.`,
          path: index,
          hop: 0,
          evidence: [
            annotationEvidence(
              pod,
              'traffic.sidecar.istio.io/includeInboundPorts',
            ),
          ],
        },
      ];
    }),
};
