import { useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { grounds, tones } from '../../vocabulary';
import { DiagramLink } from './diagramGraph';
import { Direction, Point } from './geometry';
import { LineEnd } from './LineEnd';
import { LineStroke } from './LineStroke';
import { crossGap, endPoint, linkPath } from './linkPath';
import { Pill } from './Pill';
import { pressable } from './pressable';
import { pillWidth, sizes } from './sizes';
import { shorten, spaced } from './textSize';
import { usePressableStyles } from './usePressableStyles';

type PlacedLink = DiagramLink & {
  readonly points: readonly Point[];
  readonly label: Point;
};

/** A link as drawn: its line, its end, its captions and its pill. */
export function LinkLine(props: {
  link: PlacedLink;
  direction: Direction;
  /** "ingress-nginx to cart", for those who do not see the line. */
  ends: string;
  onOpen: () => void;
}) {
  const { link, direction, ends, onOpen } = props;
  const { look, points, label, captions } = link;
  const classes = usePressableStyles();
  const text = useText();
  const theme = useThemeName();
  const colour = tones[look.tone][theme].ink;
  const gap = look.blocked ? crossGap : 8;
  const shown = captions.map(shortCaption);
  // As it is seen and in that order, so that who speaks a name says what is written (WCAG 2.5.3).
  const name = [ends, ...shown, look.label].join(', ');
  const pillTop = label.y - sizes.pillHeight / 2;

  return (
    <g
      className={classes.pressable}
      {...pressable(text('diagram.showEvidence', { name }), onOpen)}
    >
      <LineStroke
        path={linkPath(points, direction, gap)}
        style={look.line}
        colour={colour}
      />
      <LineEnd
        at={endPoint(points, direction, look.blocked ? crossGap : 0)}
        direction={direction}
        blocked={look.blocked}
        colour={colour}
      />
      <Captions link={link} pillTop={pillTop} />
      <Pill
        text={look.label}
        tone={look.tone}
        glyph={look.glyph}
        x={label.x - pillWidth(look.label) / 2}
        y={pillTop}
        ring
      />
    </g>
  );
}

/** What was dialled and which Host was sent, above the pill. */
function Captions(props: { link: PlacedLink; pillTop: number }) {
  const { captions, label, withinMesh } = props.link;
  const ground = grounds[useThemeName()];
  const above = (row: number) =>
    6 + (captions.length - 1 - row) * (sizes.lineHeight - 2);
  return (
    <>
      {captions.map((caption, row) => (
        <text
          key={caption}
          x={label.x}
          y={props.pillTop - above(row)}
          fontSize={sizes.text}
          textAnchor="middle"
          fill={ground.text}
          // A halo keeps the words readable where a line runs through them.
          stroke={withinMesh ? ground.mesh : ground.canvas}
          strokeWidth={5}
          strokeLinejoin="round"
          paintOrder="stroke"
        >
          {spaced(shortCaption(caption))}
        </text>
      ))}
    </>
  );
}

function shortCaption(caption: string): string {
  return shorten(caption, sizes.labelCharacters);
}
