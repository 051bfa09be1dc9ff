import { ReactNode, useId } from 'react';
import { useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { grounds, tones } from '../../vocabulary';
import { Direction } from './geometry';
import { PlacedLink } from './layoutGraph';
import { LineEnd } from './LineEnd';
import { LineStroke } from './LineStroke';
import { crossGap, endPoint, linkPath } from './linkPath';
import { Pill } from './Pill';
import { pressable } from './pressable';
import { pillWidth, sizes } from './sizes';
import { spaced } from './textSize';
import { usePressableStyles } from './usePressableStyles';

/** A link as drawn: its line, its end, its captions and its pill. */
export function LinkLine(props: {
  link: PlacedLink;
  direction: Direction;
  /** "ingress-nginx to cart", for those who do not see the line. */
  ends: string;
  onOpen: () => void;
}) {
  const { link, direction, ends, onOpen } = props;
  const { look, points, label, placedCaptions } = link;
  const classes = usePressableStyles();
  const text = useText();
  const theme = useThemeName();
  const colour = tones[look.tone][theme].ink;
  const gap = look.blocked ? crossGap : 8;
  // As it is seen and in that order, so that who speaks a name says what is written (WCAG 2.5.3).
  const name = [
    ends,
    ...placedCaptions.map(caption => caption.text),
    look.label,
  ].join(', ');

  return (
    <g
      className={classes.pressable}
      {...pressable(text('diagram.showEvidence', { name }), onOpen)}
    >
      <CutAtCaptions link={link} direction={direction}>
        <LineStroke
          path={linkPath(points, direction, gap)}
          style={look.line}
          colour={colour}
        />
      </CutAtCaptions>
      <LineEnd
        at={endPoint(points, direction, look.blocked ? crossGap : 0)}
        direction={direction}
        blocked={look.blocked}
        colour={colour}
      />
      <Captions link={link} />
      <Pill
        text={look.label}
        tone={look.tone}
        glyph={look.glyph}
        x={label.x - pillWidth(look.label) / 2}
        y={label.y - sizes.pillHeight / 2}
        ring
      />
    </g>
  );
}

/** From top to bottom a line runs where its captions stand: it is interrupted there. */
function CutAtCaptions(props: {
  link: PlacedLink;
  direction: Direction;
  children: ReactNode;
}) {
  const { link, direction, children } = props;
  const cut = useId();
  if (direction === 'right' || !link.placedCaptions.length)
    return <>{children}</>;
  return (
    <>
      <mask
        id={cut}
        maskUnits="userSpaceOnUse"
        x="0"
        y="0"
        width="10000"
        height="10000"
      >
        <rect width="10000" height="10000" fill="white" />
        {link.placedCaptions.map(({ text, box }) => (
          <rect key={text} {...box} fill="black" />
        ))}
      </mask>
      <g mask={`url(#${cut})`}>{children}</g>
    </>
  );
}

/** What was dialled and which Host was sent. */
function Captions({ link }: { link: PlacedLink }) {
  const ground = grounds[useThemeName()];
  return (
    <>
      {link.placedCaptions.map(({ text, at }) => (
        <text
          key={text}
          {...at}
          fontSize={sizes.text}
          textAnchor="middle"
          fill={ground.text}
          // A halo keeps the words readable where the border of a region runs through them.
          stroke={link.withinMesh ? ground.mesh : ground.canvas}
          strokeWidth={5}
          strokeLinejoin="round"
          paintOrder="stroke"
        >
          {spaced(text)}
        </text>
      ))}
    </>
  );
}
