import { Hop, PathNode } from '@ingress-posture/engine';
import { GlyphName, HopLook, Tone } from '../../vocabulary';
import { Bundle } from './bundles';

/** Where a box stands: before the cluster, in it, or in the mesh. */
export type Place = 'outside' | 'cluster' | 'mesh';

/** One hop of one path, by index. */
export interface HopAddress {
  readonly path: number;
  readonly hop: number;
}

/** A box of the diagram; several paths may go through it. */
export interface DiagramNode {
  readonly id: string;
  readonly place: Place;
  readonly node: PathNode;
  readonly title: string;
  /** At most two lines below the title. */
  readonly lines: readonly string[];
  /** What it stands for, where that is more than one thing. */
  readonly bundle?: Bundle;
  /** What the workload takes, with its colour. */
  readonly badge?: {
    readonly text: string;
    readonly tone: Tone;
    readonly glyph: GlyphName;
  };
}

/** A line of the diagram: all hops between two boxes that share wire, outcome and addressing. */
export interface DiagramLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Whether both its ends are in the mesh. */
  readonly withinMesh: boolean;
  readonly look: HopLook;
  /** What was dialled and which Host was sent, a line each. */
  readonly captions: readonly string[];
  readonly hop: Hop;
  readonly hops: readonly HopAddress[];
}

/** Boxes and lines in reading order. */
export interface DiagramGraph {
  readonly nodes: readonly DiagramNode[];
  readonly links: readonly DiagramLink[];
}
