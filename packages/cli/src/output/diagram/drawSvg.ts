import dagre, { type GraphEdge } from '@dagrejs/dagre';
import type { ServicePosture } from '@ingress-posture/engine';
import { xml } from '../toJunit';
import {
  type Drawn,
  type DrawnLink,
  type DrawnNode,
  drawingOf,
  type LineLook,
} from './drawingOf';
import { shorten, textWidth } from './textWidth';

// The look of the portal's path diagram: plugins/ingress-posture/src/vocabulary/tones.ts.
const colours = {
  text: '#1c2330',
  faint: '#5c6370',
  node: '#ffffff',
  nodeLine: '#cfd4dc',
  mesh: '#f0f8f3',
  meshLine: '#8cc5a5',
  meshInk: '#1b7f4d',
} as const;

const inks: Readonly<Record<LineLook, { ink: string; surface: string }>> = {
  mtls: { ink: '#1b7f4d', surface: '#e9f8ef' },
  tls: { ink: '#2457a6', surface: '#e8effb' },
  plaintext: { ink: '#a45a00', surface: '#fff3e0' },
  unknown: { ink: '#5c6370', surface: '#eef0f4' },
  blocked: { ink: '#b3261e', surface: '#fdecea' },
};

const dashes: Readonly<Record<LineLook, string | undefined>> = {
  mtls: undefined,
  tls: undefined,
  plaintext: '8 5',
  unknown: '2 5',
  blocked: '8 5',
};

const titleSize = 13;
const textSize = 12;
const pillSize = 11.5;
const pillHeight = 22;
const lineHeight = 18;
const padding = 12;
const margin = 16;
const longest = 44;

/** The paths of services as a picture that stands alone. */
export function drawSvg(postures: readonly ServicePosture[]): string {
  const drawn = drawingOf(postures);
  const placed = layout(drawn);
  const { width = 0, height = 0 } = placed.graph();
  const [w, h] = [
    Math.ceil(Math.max(2 * margin, width)),
    Math.ceil(Math.max(2 * margin, height)),
  ];
  const content = [
    tag(
      'defs',
      {},
      Object.entries(inks)
        .map(([look, { ink }]) => marker(look, ink))
        .join(''),
    ),
    tag('rect', { width: w, height: h, fill: '#ffffff' }),
    ...drawn.links.map((link, index) =>
      drawLink(link, placed.edge(link.from, link.to, `${index}`)),
    ),
    ...drawn.nodes.map(node => drawNode(node, placed.node(node.id))),
  ];
  const svg = tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: w,
      height: h,
      viewBox: `0 0 ${w} ${h}`,
      'font-family': 'Helvetica, Arial, sans-serif',
    },
    `\n${content.join('\n')}\n`,
  );
  return `${svg}\n`;
}

function layout({ nodes, links }: Drawn) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 36,
    edgesep: 28,
    ranksep: 36,
    marginx: margin,
    marginy: margin,
  });
  for (const node of nodes) graph.setNode(node.id, sizeOf(node));
  links.forEach((link, index) =>
    graph.setEdge(
      link.from,
      link.to,
      { ...labelSize(link), labelpos: 'c' },
      `${index}`,
    ),
  );
  dagre.layout(graph);
  return graph;
}

function sizeOf({ title, lines }: DrawnNode) {
  const widths = [
    textWidth(shorten(title, longest), titleSize) * 1.07,
    ...lines.map(line => textWidth(shorten(line, longest), textSize)),
  ];
  return {
    width: Math.ceil(Math.max(90, ...widths)) + 2 * padding,
    height: (1 + lines.length) * lineHeight + 2 * padding,
  };
}

/** The pill on the line, its captions above; as much room below keeps the pill on the line. */
function labelSize({ label, captions }: DrawnLink) {
  const widths = captions.map(one =>
    textWidth(shorten(one, longest), textSize),
  );
  return {
    width: Math.max(pillWidth(label), ...widths) + 22,
    height: pillHeight + 2 * captions.length * lineHeight,
  };
}

function pillWidth(label: string): number {
  return textWidth(shorten(label, longest), pillSize) + 24;
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawNode(node: DrawnNode, { x, y, width, height }: Placed): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const row = (index: number) => top + padding + index * lineHeight + 13;
  const at = left + padding;
  return [
    tag('rect', {
      x: left,
      y: top,
      width,
      height,
      rx: 6,
      fill: node.inMesh ? colours.mesh : colours.node,
      stroke: node.inMesh ? colours.meshLine : colours.nodeLine,
    }),
    tag(
      'text',
      {
        x: at,
        y: row(0),
        'font-size': titleSize,
        'font-weight': 700,
        fill: colours.text,
      },
      words(node.title),
    ),
    ...node.lines.map((line, index) =>
      tag(
        'text',
        {
          x: at,
          y: row(index + 1),
          'font-size': textSize,
          fill: colours.faint,
        },
        words(line),
      ),
    ),
  ].join('\n');
}

function drawLink(
  link: DrawnLink,
  { points, x = 0, y = 0 }: GraphEdge,
): string {
  return [
    drawLine(link, points),
    drawPill(link, { x, y }),
    ...link.captions.map((caption, index, { length }) =>
      drawCaption(caption, { x, y: y - 18 - (length - 1 - index) * 16 }),
    ),
  ].join('\n');
}

function drawLine({ look }: DrawnLink, points: readonly Point[]): string {
  const line = points.map(
    (one, index) =>
      `${index === 0 ? 'M' : 'L'}${rounded(one.x)} ${rounded(one.y)}`,
  );
  return tag('path', {
    d: line.join(''),
    fill: 'none',
    stroke: inks[look].ink,
    'stroke-width': look === 'mtls' ? 4 : 2.2,
    'stroke-linejoin': 'round',
    'stroke-dasharray': dashes[look],
    'marker-end': `url(#end-${look})`,
  });
}

type Point = Pick<GraphEdge['points'][number], 'x' | 'y'>;

/** The label of a link, in a frame around a place. */
function drawPill({ label, look }: DrawnLink, { x, y }: Point): string {
  const { ink, surface } = inks[look];
  const width = pillWidth(label);
  const frame = {
    x: x - width / 2,
    y: y - pillHeight / 2,
    width,
    height: pillHeight,
    rx: pillHeight / 2,
    fill: surface,
    stroke: ink,
  };
  const type = {
    'font-size': pillSize,
    'font-weight': 600,
    'text-anchor': 'middle',
    fill: ink,
  };
  return [
    tag('rect', frame),
    tag('text', { x, y: y + 4, ...type }, words(label)),
  ].join('\n');
}

function drawCaption(caption: string, { x, y }: Point): string {
  const look = {
    'font-size': textSize,
    'text-anchor': 'middle',
    fill: colours.text,
    // A halo keeps the words readable where a line runs through them.
    stroke: '#ffffff',
    'stroke-width': 5,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
  return tag('text', { x, y, ...look }, words(caption));
}

/** An arrow where a connection arrives, a cross where it is refused. */
function marker(look: string, ink: string): string {
  return tag(
    'marker',
    {
      id: `end-${look}`,
      viewBox: '-12 -8 14 16',
      markerWidth: 12,
      markerHeight: 14,
      markerUnits: 'userSpaceOnUse',
      orient: 'auto',
    },
    look === 'blocked'
      ? tag('path', {
          d: 'M-10 -6L0 6M0 -6L-10 6',
          stroke: ink,
          'stroke-width': 3,
          fill: 'none',
        })
      : tag('path', { d: 'M0 0L-11 -6V6z', fill: ink }),
  );
}

/** An element of SVG; attributes that are undefined are left out. */
function tag(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: string = '',
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return ` ${key}="${typeof value === 'number' ? rounded(value) : value}"`;
  });
  return content === ''
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${content}</${name}>`;
}

function words(text: string): string {
  return xml(shorten(text, longest));
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
