import { DiagramLink, DiagramNode } from './diagramGraph';

/**
 * How many stages a link spans. An edge in the mesh stands a stage behind those outside of it, and the
 * workload behind all others: so a line into the mesh is seen to enter it.
 */
export function stagesOf(nodes: readonly DiagramNode[]) {
  const has = (role: string, inMesh: boolean) =>
    nodes.some(
      ({ node, place }) => node.role === role && (place === 'mesh') === inMesh,
    );
  const meshEdge = has('edge', false) && has('edge', true) ? 2 : 1;
  const gateway = has('edge', true) ? meshEdge + 1 : 2;
  const workload = Math.max(meshEdge, has('gateway', true) ? gateway : 0) + 1;
  const stages = new Map(
    nodes.map(({ id, node, place }) => {
      if (node.role === 'client') return [id, 0];
      if (node.role === 'edge') return [id, place === 'mesh' ? meshEdge : 1];
      return [id, node.role === 'gateway' ? gateway : workload];
    }),
  );
  return ({ from, to }: DiagramLink) =>
    Math.max(1, stages.get(to)! - stages.get(from)!);
}
