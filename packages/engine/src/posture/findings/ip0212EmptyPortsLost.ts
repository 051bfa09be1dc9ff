import { inboundCapture } from '../../mesh';
import { entranceOf } from '../../path/entrance';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';

const annotation = 'traffic.sidecar.istio.io/includeInboundPorts';

/** Before Istio 1.25 the CNI plugin never got to see the empty annotation (release note 54289). */
export const ip0212 = findingRule('IP0212', facts =>
  facts.paths.flatMap(({ facts: made, path }, index) => {
    const { edge, route } = made;
    const into = dialledHop(made) - 1;
    const pod = edge.pods.find(one => one.meta.annotations[annotation] === '');
    if (!pod || !route) return [];
    const { containerPort } = entranceOf(facts.state, pod, route.clientTls);
    if (!inboundCapture(pod, containerPort).captured) return [];
    const proxy = [...pod.containers, ...pod.initContainers].find(
      one => one.name === 'istio-proxy',
    );
    return [
      {
        says: { pod: objectName(pod), edge: path.edge.title },
        about: [pod],
        path: index,
        hop: into,
        evidence: [
          annotationEvidence(pod, annotation),
          evidenceOf(pod, 'spec.containers[istio-proxy].image', proxy?.image),
        ],
      },
    ];
  }),
);
