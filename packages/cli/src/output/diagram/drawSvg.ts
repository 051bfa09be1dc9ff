import dagre from '@dagrejs/dagre';
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

const dashes: Readonly<Record<LineLook, string>> = {
  mtls: '',
  tls: '',
  plaintext: ' stroke-dasharray="8 5"',
  unknown: ' stroke-dasharray="2 5"',
  blocked: ' stroke-dasharray="8 5"',
};

const titleSize = 13;
const textSize = 12;
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
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="Helvetica, Arial, sans-serif">`,
    '<defs>',
    ...Object.entries(inks).map(([look, { ink }]) => marker(look, ink)),
    '</defs>',
    `<rect width="${w}" height="${h}" fill="#ffffff"/>`,
    ...drawn.links.map((link, index) =>
      drawLink(link, placed.edge(link.from, link.to, `${index}`)),
    ),
    ...drawn.nodes.map(node => drawNode(node, placed.node(node.id))),
    '</svg>',
    '',
  ].join('\n');
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
    height: 22 + 2 * captions.length * lineHeight,
  };
}

function pillWidth(label: string): number {
  return textWidth(shorten(label, longest), 11.5) + 24;
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawNode(node: DrawnNode, { x, y, width, height }: Placed): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const fill = node.inMesh ? colours.mesh : colours.node;
  const line = node.inMesh ? colours.meshLine : colours.nodeLine;
  const row = (index: number) => top + padding + index * lineHeight + 13;
  const at = left + padding;
  return [
    `<rect x="${f(left)}" y="${f(top)}" width="${f(width)}" height="${f(
      height,
    )}" rx="6" fill="${fill}" stroke="${line}"/>`,
    `<text x="${f(at)}" y="${f(
      row(0),
    )}" font-size="${titleSize}" font-weight="700" fill="${
      colours.text
    }">${words(node.title)}</text>`,
    ...node.lines.map(
      (one, index) =>
        `<text x="${f(at)}" y="${f(
          row(index + 1),
        )}" font-size="${textSize}" fill="${colours.faint}">${words(
          one,
        )}</text>`,
    ),
  ].join('\n');
}

function drawLink(
  { label, captions, look }: DrawnLink,
  {
    points,
    x = 0,
    y = 0,
  }: { points: readonly { x: number; y: number }[]; x?: number; y?: number },
): string {
  const { ink, surface } = inks[look];
  const width = look === 'mtls' ? 4 : 2.2;
  const path = points.map(
    (one, index) => `${index === 0 ? 'M' : 'L'}${f(one.x)} ${f(one.y)}`,
  );
  const pill = pillWidth(label);
  return [
    `<path d="${path.join(
      '',
    )}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-linejoin="round"${
      dashes[look]
    } marker-end="url(#end-${look})"/>`,
    `<rect x="${f(x - pill / 2)}" y="${f(y - 11)}" width="${f(
      pill,
    )}" height="22" rx="11" fill="${surface}" stroke="${ink}"/>`,
    ...captions.map(
      (one, index) =>
        `<text x=\"${f(x)}\" y=\"${f(
          y - 18 - (captions.length - 1 - index) * 16,
        )}\" font-size=\"${textSize}\" text-anchor=\"middle\" fill=\"${
          colours.text
        }\" stroke=\"#ffffff\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\">${words(
          one,
        )}</text>`,
    ),
    `<text x="${f(x)}" y="${f(
      y + 4,
    )}" font-size="11.5" font-weight="600" text-anchor="middle" fill="${ink}">${words(
      label,
    )}</text>`,
  ].join('\n');
}

/** An arrow where a connection arrives, a cross where it is refused. */
function marker(look: string, ink: string): string {
  const open = `<marker id="end-${look}" viewBox="-12 -8 14 16" refX="0" refY="0" markerWidth="12" markerHeight="14" markerUnits="userSpaceOnUse" orient="auto">`;
  const shape =
    look === 'blocked'
      ? `<path d="M-10 -6L0 6M0 -6L-10 6" stroke="${ink}" stroke-width="3" fill="none"/>`
      : `<path d="M0 0L-11 -6V6z" fill="${ink}"/>`;
  return `${open}${shape}</marker>`;
}

function words(text: string): string {
  return xml(shorten(text, longest));
}

function f(value: number): string {
  return String(Math.round(value * 10) / 10);
}
