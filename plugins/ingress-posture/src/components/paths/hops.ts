import { Evidence, ServicePosture } from '@ingress-posture/engine';
import { DiagramNode, HopAddress } from '../diagram';

/** Everything that speaks of a box: the connections that leave it, and for a workload those that end at it. */
export function evidenceAbout(
  posture: ServicePosture,
  { node }: DiagramNode,
): Evidence[] {
  const hops = posture.paths.flatMap(({ nodes, hops: all }) =>
    all.filter(({ fromNode, toNode }) =>
      sameNode(nodes[node.role === 'workload' ? toNode : fromNode], node),
    ),
  );
  const ports =
    node.role === 'workload'
      ? posture.ports.flatMap(port => port.evidence)
      : [];
  return [...ports, ...hops.flatMap(hop => hop.evidence)];
}

/** A hop and its path by their address. */
export function hopAt(posture: ServicePosture, { path, hop }: HopAddress) {
  return { path: posture.paths[path], hop: posture.paths[path].hops[hop] };
}

function sameNode(one: DiagramNode['node'], other: DiagramNode['node']) {
  return (
    one.role === other.role &&
    one.name === other.name &&
    one.namespace === other.namespace
  );
}
