import { ServicePosture } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { RefObject, useMemo } from 'react';
import useMeasure from 'react-use/esm/useMeasure';
import { useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { grounds } from '../../vocabulary';
import { buildGraph } from './buildGraph';
import { BundleButton } from './BundleButton';
import { DiagramLink, DiagramNode } from './diagramGraph';
import { fitLayout, smallestScale } from './fitLayout';
import { LinkLine } from './LinkLine';
import { attachLinks } from './linkPath';
import { NodeBox } from './NodeBox';
import { RegionBox } from './RegionBox';

const useStyles = makeStyles({
  // Below this the text would be too small to read: the diagram scrolls in its box instead.
  scroll: { overflowX: 'auto', borderRadius: 6, textAlign: 'center' },
  svg: { maxWidth: '100%', height: 'auto', fontFamily: 'inherit' },
});

/** What a reader can open: a box or a line. */
export type Pick =
  | { readonly kind: 'node'; readonly node: DiagramNode }
  | { readonly kind: 'link'; readonly link: DiagramLink };

/** The paths into a service as a picture: client → edge → [Istio gateway] → workload. */
export function PathDiagram(props: {
  posture: ServicePosture;
  onPick: (pick: Pick) => void;
  /** Ids of the bundles that are drawn one by one. */
  unfolded?: ReadonlySet<string>;
  onUnfold?: (bundle: string) => void;
  drawing?: RefObject<SVGSVGElement>;
}) {
  const { posture, onPick, unfolded, onUnfold, drawing } = props;
  const classes = useStyles();
  const text = useText();
  const theme = useThemeName();
  const [room, { width: available }] = useMeasure<HTMLDivElement>();
  const layout = useMemo(
    () =>
      fitLayout(
        buildGraph(posture, text, unfolded),
        // Before it is measured, as if it had the whole window.
        available || window.innerWidth,
      ),
    [posture, text, unfolded, available],
  );
  const { width, height, nodes, regions, direction } = layout;
  const boxes = new Map(nodes.map(({ id, box }) => [id, box]));
  const links = attachLinks(layout.links, boxes, direction);
  const service = `${posture.service.namespace}/${posture.service.name}`;

  return (
    <div
      ref={room}
      className={classes.scroll}
      style={{ backgroundColor: grounds[theme].canvas }}
    >
      <svg
        ref={drawing}
        className={classes.svg}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        style={{ minWidth: width * smallestScale[direction] }}
        role="group"
        aria-label={text('diagram.name', { service })}
      >
        {regions.map(region => (
          <RegionBox
            key={region.place}
            {...region}
            clusterName={posture.cluster}
          />
        ))}
        {links.map(link => (
          <LinkLine
            key={link.id}
            link={link}
            direction={direction}
            ends={text('paths.ends', endNames(link, nodes))}
            onOpen={() => onPick({ kind: 'link', link })}
          />
        ))}
        {nodes.map(node => (
          <NodeBox
            key={node.id}
            node={node}
            onOpen={() => onPick({ kind: 'node', node })}
          />
        ))}
        {onUnfold &&
          nodes.map(({ id, bundle, box }) =>
            bundle ? (
              <BundleButton
                key={id}
                bundle={bundle}
                box={box}
                onUnfold={() => onUnfold(bundle.id)}
              />
            ) : null,
          )}
      </svg>
    </div>
  );
}

function endNames(link: DiagramLink, nodes: readonly DiagramNode[]) {
  const title = (id: string) => nodes.find(node => node.id === id)?.title ?? '';
  return { from: title(link.from), to: title(link.to) };
}
