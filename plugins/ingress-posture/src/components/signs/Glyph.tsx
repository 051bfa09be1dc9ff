import { GlyphName, glyphs } from '../../vocabulary';

/** A sign in the colour of the text around it. Decoration: words beside it say the same. */
export function Glyph(props: {
  name: GlyphName;
  size?: number;
  x?: number;
  y?: number;
}) {
  const { name, size = 14, x, y } = props;
  const { stroke, fill } = glyphs[name];
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      x={x}
      y={y}
      viewBox="0 0 16 16"
      style={{ flexShrink: 0 }}
    >
      {stroke && (
        <path
          d={stroke}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.7}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {fill && <path d={fill} fill="currentColor" />}
    </svg>
  );
}
