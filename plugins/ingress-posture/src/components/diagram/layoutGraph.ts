import dagre from '@dagrejs/dagre';
import { Caption, placeCaptions } from './captions';
import { DiagramGraph, DiagramLink, DiagramNode } from './diagramGraph';
import { around, Box, Direction, Point } from './geometry';
import { attachLinks, stepsAlong } from './linkPath';
import { regionName } from './regionName';
import { NamedRegion, regionsOf } from './regions';
import { labelSize, nodeSize, pillWidth, sizes } from './sizes';
import { stagesOf } from './stages';

/** How broad a line is with some room beside it, in px. */
const lineRoom = 6;

/** A link with the places of its line and its label. */
export type PlacedLink = DiagramLink & {
  /** From the side of one box to the side of another. */
  readonly points: readonly Point[];
  /** Where the label's pill is centred. */
  readonly label: Point;
  readonly placedCaptions: readonly Caption[];
};

/** A graph with places for everything. */
export interface DiagramLayout {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (DiagramNode & { readonly box: Box })[];
  readonly links: readonly PlacedLink[];
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
  const lines = placeCaptions(
    attachLinks(
      links.map(link => ({ ...link, ...routeOf(placed, link) })),
      boxes,
      direction,
    ),
    direction,
  );
  const taken = [
    ...boxes.values(),
    ...lines.flatMap(line => spaceOf(line, direction)),
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
    links: lines.map(line => ({
      ...line,
      points: line.points.map(movePoint),
      label: movePoint(line.label),
      placedCaptions: line.placedCaptions.map(caption => ({
        ...caption,
        at: movePoint(caption.at),
        box: moveBox(caption.box),
      })),
    })),
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

type Placed = ReturnType<typeof runDagre>;

/** Where dagre leads a link, and where its label is centred. */
function routeOf(placed: Placed, { from, to, id }: DiagramLink) {
  const { points, x, y } = placed.edge(from, to, id);
  return { points, label: { x: x ?? 0, y: y ?? 0 } };
}

function labelBox(placed: Placed, link: DiagramLink): Box {
  const { label } = routeOf(placed, link);
  return boxOf({ ...label, ...labelSize(link) });
}

/** What a link takes up: its pill, its captions, and its line, in steps. */
function spaceOf(link: PlacedLink, direction: Direction): readonly Box[] {
  const { look, label, points, placedCaptions } = link;
  return [
    boxOf({ ...label, width: pillWidth(look.label), height: sizes.pillHeight }),
    ...placedCaptions.map(({ box }) => box),
    ...stepsAlong(points, direction).map(at =>
      boxOf({ ...at, width: lineRoom, height: lineRoom }),
    ),
  ];
}

/** dagre speaks of centres. */
function boxOf({ x, y, width, height }: Box): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
