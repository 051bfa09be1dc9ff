import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';

/** The pods of an in-cluster edge have no proxy that could start mTLS. */
export const ip0201 = findingRule('IP0201', facts =>
  facts.membership === 'none'
    ? []
    : facts.paths.flatMap(({ facts: made, path }, index) => {
        const { edge } = made;
        const at = dialledHop(made);
        // In a chain the gateway starts mTLS.
        if (path.mode !== 'standalone') return [];
        const outside = edge.pods.filter(pod => {
          const { mesh, proxyRole } = membership(facts.state, podKey(pod));
          return mesh === 'none' && proxyRole === 'none';
        });
        const [first] = outside;
        if (!first) return [];
        const { kind, namespace, name } = edge.ref;
        return [
          {
            says: {
              pods:
                outside.length === edge.pods.length
                  ? 'The pods'
                  : `${outside.length} of ${edge.pods.length} pods`,
              edge: path.edge.title,
              workload: `${kind} ${namespace}/${name}`,
            },
            about: outside,
            path: index,
            hop: at,
            evidence: membership(facts.state, podKey(first)).reasons.flatMap(
              reason => reason.evidence,
            ),
          },
        ];
      }),
);
