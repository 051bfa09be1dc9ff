import { captured, membership } from '../../mesh';
import { entranceOf } from '../../path/entrance';
import { podKey } from '../../path/sources';
import { annotationEvidence } from '../../state/evidence';
import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';

/** The edge's sidecar captures what clients send: the controller sees 127.0.0.6 as their address. */
export const ip0205 = findingRule('IP0205', facts =>
  facts.paths.flatMap(({ facts: made, path }, index) => {
    const { edge, route } = made;
    const into = dialledHop(made) - 1;
    const pod = edge.pods.find(
      one => membership(facts.state, podKey(one)).mesh === 'sidecar',
    );
    // Clients that are turned away altogether are IP0206.
    if (!pod || !route || path.hops[into].outcome !== 'accepted') return [];
    const { containerPort } = entranceOf(facts.state, pod, route.clientTls);
    if (!captured(facts.state, podKey(pod), { port: containerPort })) return [];
    return [
      {
        says: { edge: path.edge.title, namespace: pod.meta.namespace },
        about: [pod],
        path: index,
        hop: into,
        evidence: [
          annotationEvidence(
            pod,
            'traffic.sidecar.istio.io/includeInboundPorts',
          ),
        ],
      },
    ];
  }),
);
