import dagre from '@dagrejs/dagre';
import { DiagramGraph, DiagramLink, DiagramNode, Place } from './diagramGraph';
import { labelSize, nodeSize } from './sizes';

/** Which way the traffic runs on the page. */
export type Direction = 'right' | 'down';

/** A point, in px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its upper left corner, in px. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A graph with places for everything. */
export interface DiagramLayout {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (DiagramNode & { readonly box: Box })[];
  readonly links: readonly (DiagramLink & {
    readonly points: readonly Point[];
    /** Where the label's pill is centred. */
    readonly label: Point;
  })[];
  readonly regions: readonly { readonly place: Place; readonly box: Box }[];
}

/** A region's name stands at the top of the cluster and at the bottom of the mesh, clear of the lines. */
const paddings = {
  cluster: { side: 16, top: 28, bottom: 14 },
  mesh: { side: 16, top: 14, bottom: 28 },
};

/** Places boxes and lines; what is in the mesh stays together, and so does the cluster. */
export function layoutGraph(
  graph: DiagramGraph,
  direction: Direction,
  spread = 0,
): DiagramLayout {
  const { nodes, links } = graph;
  const placed = runDagre(graph, direction, spread);
  const boxes = new Map(nodes.map(({ id }) => [id, boxOf(placed.node(id))]));
  const regions = regionsOf(nodes, boxes);
  const canvas = around([
    ...boxes.values(),
    ...regions.map(({ box }) => box),
    ...links.map(link => labelBox(placed, link)),
  ]);
  const shift = { x: 10 - canvas.x, y: 10 - canvas.y };
  const movePoint = (point: Point) => ({
    x: point.x + shift.x,
    y: point.y + shift.y,
  });
  const moveBox = (box: Box) => ({ ...box, ...movePoint(box) });

  return {
    direction,
    width: canvas.width + 20,
    height: canvas.height + 20,
    nodes: nodes.map(node => ({ ...node, box: moveBox(boxes.get(node.id)!) })),
    links: links.map(link => {
      const { points, x, y } = placed.edge(link.from, link.to, link.id);
      return {
        ...link,
        points: points.map(movePoint),
        label: movePoint({ x: x ?? 0, y: y ?? 0 }),
      };
    }),
    regions: regions.map(region => ({ ...region, box: moveBox(region.box) })),
  };
}

function runDagre(
  { nodes, links }: DiagramGraph,
  direction: Direction,
  spread: number,
) {
  const graph = new dagre.graphlib.Graph({ compound: true, multigraph: true });
  const right = direction === 'right';
  graph.setGraph({
    rankdir: right ? 'LR' : 'TB',
    nodesep: right ? 44 : 24,
    edgesep: 28,
    ranksep: (right ? 4 : 20) + spread,
  });
  const places = new Set(nodes.map(({ place }) => place));
  if (places.size > 1 || !places.has('outside')) graph.setNode('cluster', {});
  if (places.has('mesh')) {
    graph.setNode('mesh', {});
    graph.setParent('mesh', 'cluster');
  }
  for (const node of nodes) {
    graph.setNode(node.id, { ...nodeSize(node), width: widthOf(node, nodes) });
    if (node.place !== 'outside') graph.setParent(node.id, node.place);
  }
  const stages = stagesOf(nodes);
  for (const link of links) {
    graph.setEdge(
      link.from,
      link.to,
      {
        ...labelSize(link),
        labelpos: 'c',
        minlen: stages(link),
      },
      link.id,
    );
  }
  dagre.layout(graph);
  return graph;
}

/** Boxes of one role are equally wide, so that they stand in columns. */
function widthOf({ node }: DiagramNode, nodes: readonly DiagramNode[]): number {
  const peers = nodes.filter(other => other.node.role === node.role);
  return Math.max(...peers.map(peer => nodeSize(peer).width));
}

/**
 * How many stages a link spans. An edge in the mesh stands a stage behind those outside of it, and the
 * workload behind all others: so a line into the mesh is seen to enter it.
 */
function stagesOf(nodes: readonly DiagramNode[]) {
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

function labelBox(placed: ReturnType<typeof runDagre>, link: DiagramLink): Box {
  const { x, y } = placed.edge(link.from, link.to, link.id);
  return boxOf({ x: x ?? 0, y: y ?? 0, ...labelSize(link) });
}

/** dagre speaks of centres. */
function boxOf({ x, y, width, height }: Box): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function regionsOf(
  nodes: readonly DiagramNode[],
  boxes: ReadonlyMap<string, Box>,
) {
  const inside = (place: Place) =>
    nodes.filter(node => node.place === place).map(({ id }) => boxes.get(id)!);
  const mesh = inside('mesh');
  const meshBox = mesh.length ? [pad(around(mesh), 'mesh')] : [];
  const cluster = [...inside('cluster'), ...meshBox];
  return [
    ...(cluster.length
      ? [{ place: 'cluster' as Place, box: pad(around(cluster), 'cluster') }]
      : []),
    ...meshBox.map(box => ({ place: 'mesh' as Place, box })),
  ];
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map(box => box.x + box.width)) - x,
    height: Math.max(...boxes.map(box => box.y + box.height)) - y,
  };
}

function pad({ x, y, width, height }: Box, place: 'cluster' | 'mesh'): Box {
  const { side, top, bottom } = paddings[place];
  return {
    x: x - side,
    y: y - top,
    width: width + 2 * side,
    height: height + top + bottom,
  };
}
