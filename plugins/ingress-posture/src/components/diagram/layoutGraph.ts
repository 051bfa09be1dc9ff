import dagre from '@dagrejs/dagre';
import { DiagramGraph, DiagramLink, DiagramNode } from './diagramGraph';
import { around, Box, Direction, Point } from './geometry';
import { regionName } from './regionName';
import { NamedRegion, regionsOf } from './regions';
import { labelSize, nodeSize } from './sizes';
import { stagesOf } from './stages';

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
  readonly regions: readonly NamedRegion[];
}

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
  const taken = [
    ...boxes.values(),
    ...links.flatMap(link => spaceOf(placed, link)),
  ];
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
    regions: regions.map(({ place, box }) => ({
      place,
      box: moveBox(box),
      name: movePoint(regionName(place, box, taken)),
    })),
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

function labelBox(placed: ReturnType<typeof runDagre>, link: DiagramLink): Box {
  const { x, y } = placed.edge(link.from, link.to, link.id);
  return boxOf({ x: x ?? 0, y: y ?? 0, ...labelSize(link) });
}

/** What a link takes up: its label, and the line, in steps. */
function spaceOf(
  placed: ReturnType<typeof runDagre>,
  link: DiagramLink,
): readonly Box[] {
  const { points } = placed.edge(link.from, link.to, link.id);
  const steps = points.slice(1).flatMap((to, index) => {
    const from = points[index];
    return [0.25, 0.5, 0.75, 1].map(part => ({
      x: from.x + part * (to.x - from.x),
      y: from.y + part * (to.y - from.y),
      width: 1,
      height: 1,
    }));
  });
  return [labelBox(placed, link), ...steps];
}

/** dagre speaks of centres. */
function boxOf({ x, y, width, height }: Box): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
