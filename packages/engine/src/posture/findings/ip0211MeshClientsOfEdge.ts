import { gatewayRoutesTo, throughGateway } from '../../mesh';
import { servicesOfPod } from '../../path/entrance';
import { sampleHost } from '../../path/hosts';
import { podKey } from '../../path/sources';
import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';

/**
 * Clients of the mesh go by the label of an edge's pods, and send mTLS to a port that its sidecar does
 * not capture (istio/istio#30311).
 */
export const ip0211 = findingRule('IP0211', ({ state, paths, service }) =>
  paths.flatMap(({ facts: made, path }, index) => {
    const { edge } = made;
    const into = dialledHop(made) - 1;
    const pods = new Set(edge.pods.map(podKey));
    const leading = [...pods]
      .flatMap(pod => servicesOfPod(state, pod))
      .flatMap(({ meta }) => gatewayRoutesTo(state, meta.namespace, meta.name));
    const unread = leading.find(route => {
      const host = sampleHost(route.host);
      return throughGateway(state, {
        pod: route.pods[0],
        port: route.port,
        host,
        protocol: route.protocol,
        ...(route.tls !== null && { tls: 'tls' as const, sni: host }),
        ...(route.path !== null && { path: route.path }),
      }).some(
        one =>
          pods.has(one.pod) &&
          one.wire === 'istio-mtls' &&
          one.outcome === 'rejected' &&
          !one.refusedBy,
      );
    });
    if (!unread) return [];
    const { kind, namespace, name } = unread.route;
    return [
      {
        says: {
          route: `${kind} ${namespace}/${name}`,
          edge: path.edge.title,
          service: service.meta.name,
        },
        about: edge.pods,
        path: index,
        hop: into,
        evidence: [],
      },
    ];
  }),
);
