import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';

/** A container called istio-proxy that is no proxy: kgateway, for one, fetches certificates with it. */
export const ip0216 = findingRule('IP0216', facts =>
  facts.paths.flatMap(({ facts: { edge }, path }, index) => {
    const pod = edge.pods.find(
      one =>
        one.containers.some(container => container.name === 'istio-proxy') &&
        membership(facts.state, podKey(one)).proxyRole === 'none',
    );
    if (!pod) return [];
    const proxy = pod.containers.find(one => one.name === 'istio-proxy');
    return [
      {
        says: { pod: objectName(pod), edge: path.edge.title },
        about: [pod],
        path: index,
        evidence: [
          evidenceOf(
            pod,
            'spec.containers[istio-proxy].args',
            proxy?.args.join(' '),
          ),
        ],
      },
    ];
  }),
);
