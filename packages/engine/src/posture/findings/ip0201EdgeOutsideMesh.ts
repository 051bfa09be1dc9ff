import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import type { FindingRule } from '../finding';

/** The pods of an in-cluster edge have no proxy that could start mTLS. */
export const ip0201: FindingRule = {
  code: 'IP0201',
  severity: 'warning',
  title: 'The ingress controller is outside the mesh',
  detect: facts =>
    facts.membership === 'none'
      ? []
      : facts.paths.flatMap(({ facts: { edge }, path }, index) => {
          // In a chain the gateway starts mTLS.
          if (path.mode !== 'standalone') return [];
          const outside = edge.pods.filter(pod => {
            const { mesh, proxyRole } = membership(facts.state, podKey(pod));
            return mesh === 'none' && proxyRole === 'none';
          });
          const [first] = outside;
          if (!first) return [];
          return [
            {
              detail: `${
                outside.length === edge.pods.length
                  ? 'The pods'
                  : `${outside.length} of ${edge.pods.length} pods`
              } of ${path.edge.title} (${edge.ref.kind} ${edge.ref.namespace}/${
                edge.ref.name
              }) have neither a sidecar nor ambient capture, so nothing on the way can start mTLS.`,
              path: index,
              hop: 1,
              evidence: membership(facts.state, podKey(first)).reasons.flatMap(
                reason => reason.evidence,
              ),
            },
          ];
        }),
};
