import { useThemeName } from '../../hooks';
import { GlyphName, Tone, tones } from '../../vocabulary';
import { Glyph } from '../signs';
import { pillWidth, sizes } from './sizes';

/** A chip inside the diagram, by its upper left corner. */
export function Pill(props: {
  text: string;
  tone: Tone;
  glyph: GlyphName;
  x: number;
  y: number;
  /** Whether it shows the focus of the button that it is in. */
  ring?: boolean;
}) {
  const { text, tone, glyph, x, y, ring } = props;
  const { ink, surface } = tones[tone][useThemeName()];
  const height = sizes.pillHeight;
  return (
    <g transform={`translate(${x} ${y})`} color={ink}>
      <rect
        className={ring ? 'ring' : undefined}
        width={pillWidth(text)}
        height={height}
        rx={height / 2}
        fill={surface}
        stroke={ink}
      />
      <Glyph name={glyph} size={13} x={9} y={(height - 13) / 2} />
      <text
        x={27}
        y={height / 2 + 4}
        fontSize={sizes.pill}
        fontWeight={600}
        fill={ink}
      >
        {text}
      </text>
    </g>
  );
}
