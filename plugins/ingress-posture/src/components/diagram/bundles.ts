import { Path } from '@ingress-posture/engine';
import { groupBy } from '../../groupBy';

// A few boxes of one kind are read at once; more of them hide the picture.
const mostEdges = 3;

/** Several things that are drawn as one box until somebody unfolds it. */
export interface Bundle {
  readonly id: string;
  /** How many there are. */
  readonly count: number;
}

/** Which boxes the paths of a service share. */
export interface Bundles {
  readonly clientId: (path: Path) => string;
  readonly edgeId: (path: Path) => string;
  /** The bundle that a box stands for, undefined when it stands for itself. */
  readonly bundleOf: (nodeId: string) => Bundle | undefined;
}

/** Bundles clients by the edge that they come to, and many edges that do the same by their vendor. */
export function bundlesOf(
  paths: readonly Path[],
  unfolded: ReadonlySet<string>,
): Bundles {
  const alike = groupBy(paths, path => `edges ${conductOf(path)}`);
  const edgeId = (path: Path) => {
    const id = `edges ${conductOf(path)}`;
    const edges = new Set(alike.get(id)!.map(ownEdgeId));
    return edges.size > mostEdges && !unfolded.has(id) ? id : ownEdgeId(path);
  };
  const visitors = groupBy(paths, path => `clients of ${edgeId(path)}`);
  const clientId = (path: Path) => {
    const id = `clients of ${edgeId(path)}`;
    return unfolded.has(id) ? `${id}: ${hostOf(path)}` : id;
  };
  const bundles = new Map<string, Bundle>();
  for (const [id, own] of alike) {
    const count = new Set(own.map(ownEdgeId)).size;
    if (count > mostEdges) bundles.set(id, { id, count });
  }
  for (const [id, own] of visitors) {
    const count = new Set(own.map(hostOf)).size;
    if (count > 1) bundles.set(id, { id, count });
  }
  return { clientId, edgeId, bundleOf: id => bundles.get(id) };
}

function ownEdgeId({ edge }: Path): string {
  return ['edge', edge.vendor, edge.kind, edge.namespace, edge.name].join('/');
}

/** Edges of one vendor whose connections all look the same do the same. */
function conductOf({ edge, nodes, hops }: Path): string {
  const own = nodes.find(({ role }) => role === 'edge');
  return JSON.stringify([
    edge.vendor,
    own?.membership,
    hops.map(({ wire, outcome, addressing }) => [wire, outcome, addressing]),
  ]);
}

function hostOf({ route }: Path): string {
  return `${route.host ?? '*'}`;
}
