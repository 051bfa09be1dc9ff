import { followedSidecar } from '../../mesh';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';
import { hiddenFrom } from '../hiddenFrom';
import { isPassedThrough } from '../passthrough';

/** The edge's sidecar is not told of the Service: exportTo, a Sidecar, or discoverySelectors. */
export const ip0214 = findingRule('IP0214', ({ state, service, paths }) =>
  paths.flatMap(({ facts: made, path }, index) => {
    const { edge } = made;
    const at = dialledHop(made);
    const hop = path.hops[at];
    if (hop?.from !== 'edge' || !isPassedThrough(hop)) return [];
    const pod = hiddenFrom(state, service, edge.pods);
    if (!pod) return [];
    const sidecar = followedSidecar(state, pod);
    return [
      {
        says: {
          edge: path.edge.title,
          service: service.meta.name,
          clients: sidecar
            ? `namespace ${pod.meta.namespace}, which follows ${objectName(
                sidecar,
              )}`
            : `namespace ${pod.meta.namespace}`,
        },
        about: sidecar ? [sidecar] : [],
        path: index,
        hop: at,
        evidence: [
          annotationEvidence(service, 'networking.istio.io/exportTo'),
          ...(sidecar
            ? [
                evidenceOf(
                  sidecar,
                  'spec.egress[].hosts',
                  sidecar.egress?.flatMap(one => one.hosts).join(', '),
                ),
              ]
            : []),
        ],
      },
    ];
  }),
);
