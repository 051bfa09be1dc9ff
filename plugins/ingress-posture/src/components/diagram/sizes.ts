import { DiagramLink, DiagramNode } from './diagramGraph';
import { Bundle } from './bundles';
import { shorten, textWidth } from './textSize';

/** Measures of the diagram, in px. */
export const sizes = {
  title: 13,
  text: 12,
  pill: 11.5,
  lineHeight: 18,
  pillHeight: 22,
  nodePadding: 12,
  /** Longest text of a box and of a label, in characters. */
  nodeCharacters: 34,
  labelCharacters: 30,
} as const;

// Bold letters are that much wider.
const bold = 1.07;

/** A box is as wide as its longest line, within reason. */
export function nodeSize(node: DiagramNode): { width: number; height: number } {
  const widths = [
    bold * textWidth(shorten(node.title, sizes.nodeCharacters), sizes.title),
    ...node.lines.map(line =>
      textWidth(shorten(line, sizes.nodeCharacters), sizes.text),
    ),
    node.badge ? pillWidth(shorten(node.badge.text, sizes.nodeCharacters)) : 0,
    node.bundle ? pillWidth(bundleLabel(node.bundle)) : 0,
  ];
  // A bundle's button stands where a badge would.
  const rows = 1 + node.lines.length + (node.badge || node.bundle ? 1.3 : 0);
  return {
    width: Math.ceil(Math.max(100, ...widths)) + 2 * sizes.nodePadding,
    height: rows * sizes.lineHeight + 2 * sizes.nodePadding,
  };
}

/**
 * The room of a label: its pill on the line, its captions above. As much room below keeps the
 * pill on the line, which is where dagre puts a label's centre.
 */
export function labelSize(link: DiagramLink): {
  width: number;
  height: number;
} {
  const captions = link.captions.map(caption =>
    textWidth(shorten(caption, sizes.labelCharacters), sizes.text),
  );
  return {
    width: Math.max(pillWidth(link.look.label), ...captions) + 22,
    height: sizes.pillHeight + 2 * link.captions.length * sizes.lineHeight,
  };
}

/** Width of a pill: a sign, the text, and the round ends. */
export function pillWidth(text: string): number {
  return Math.ceil(bold * textWidth(text, sizes.pill)) + 36;
}

/** What stands on the button that unfolds a bundle. */
export function bundleLabel({ count }: Bundle): string {
  return `1 … ${count}`;
}
