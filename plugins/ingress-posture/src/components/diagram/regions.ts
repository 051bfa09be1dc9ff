import { DiagramNode, Place } from './diagramGraph';
import { around, Box, Point } from './geometry';

/** A ground of the diagram: the cluster, or the mesh in it. */
export interface Region {
  readonly place: Place;
  readonly box: Box;
}

/** A region, and where its name begins. */
export interface NamedRegion extends Region {
  readonly name: Point;
}

/** A region's name stands at the top of the cluster and at the bottom of the mesh, clear of the lines. */
const paddings = {
  cluster: { side: 16, top: 28, bottom: 14 },
  mesh: { side: 16, top: 14, bottom: 28 },
};

/** The grounds around what stands in the cluster and in the mesh. */
export function regionsOf(
  nodes: readonly DiagramNode[],
  boxes: ReadonlyMap<string, Box>,
): Region[] {
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

function pad({ x, y, width, height }: Box, place: 'cluster' | 'mesh'): Box {
  const { side, top, bottom } = paddings[place];
  return {
    x: x - side,
    y: y - top,
    width: width + 2 * side,
    height: height + top + bottom,
  };
}
