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
import { NodeBox } from './NodeBox';
import { RegionBox } from './RegionBox';

const useStyles = makeStyles({
  // Below this the text would be too small to read: the diagram scrolls in its box instead.
  scroll: {
    overflowX: 'auto',
    borderRadius: 6,
    textAlign: 'center',
    // A picture: the reader's colours would replace its words' and not the ground they stand on.
    forcedColorAdjust: 'none',
  },
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
  const layout = useLayout(posture, unfolded, available);
  const { width, height, nodes, regions, direction } = layout;
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
        <Links layout={layout} onPick={onPick} />
        {nodes.map(node => (
          <NodeBox
            key={node.id}
            node={node}
            onOpen={() => onPick({ kind: 'node', node })}
          />
        ))}
        {onUnfold && <Bundles layout={layout} onUnfold={onUnfold} />}
      </svg>
    </div>
  );
}

type Layout = ReturnType<typeof fitLayout>;

function useLayout(
  posture: ServicePosture,
  unfolded: ReadonlySet<string> | undefined,
  available: number,
): Layout {
  const text = useText();
  return useMemo(
    () =>
      fitLayout(
        buildGraph(posture, text, unfolded),
        // Before it is measured, as if it had the whole window.
        available || window.innerWidth,
      ),
    [posture, text, unfolded, available],
  );
}

function Links(props: { layout: Layout; onPick: (pick: Pick) => void }) {
  const { layout, onPick } = props;
  const { nodes, direction } = layout;
  const text = useText();
  return (
    <>
      {layout.links.map(link => (
        <LinkLine
          key={link.id}
          link={link}
          direction={direction}
          ends={text('paths.ends', endNames(link, nodes))}
          onOpen={() => onPick({ kind: 'link', link })}
        />
      ))}
    </>
  );
}

function Bundles(props: {
  layout: Layout;
  onUnfold: (bundle: string) => void;
}) {
  const { layout, onUnfold } = props;
  return (
    <>
      {layout.nodes.map(({ id, bundle, box }) =>
        bundle ? (
          <BundleButton
            key={id}
            bundle={bundle}
            box={box}
            onUnfold={() => onUnfold(bundle.id)}
          />
        ) : null,
      )}
    </>
  );
}

function endNames(link: DiagramLink, nodes: readonly DiagramNode[]) {
  const title = (id: string) => nodes.find(node => node.id === id)?.title ?? '';
  return { from: title(link.from), to: title(link.to) };
}
