import { useId } from 'react';
import { LineStyle } from '../../vocabulary';

const dashes: Readonly<Record<LineStyle, string | undefined>> = {
  double: undefined,
  single: undefined,
  dashed: '8 5',
  dotted: '1.5 5',
};

/** A line in its style, and a broad invisible one that is easy to hit. */
export function LineStroke(props: {
  path: string;
  style: LineStyle;
  colour: string;
}) {
  const { path, style, colour } = props;
  const hollow = useId();
  const double = style === 'double';
  return (
    <>
      {double && (
        <mask
          id={hollow}
          maskUnits="userSpaceOnUse"
          x="0"
          y="0"
          width="10000"
          height="10000"
        >
          <path d={path} fill="none" stroke="white" strokeWidth={6} />
          <path d={path} fill="none" stroke="black" strokeWidth={2.4} />
        </mask>
      )}
      <path
        d={path}
        fill="none"
        stroke={colour}
        strokeWidth={double ? 6 : 2.2}
        strokeDasharray={dashes[style]}
        strokeLinecap={style === 'dotted' ? 'round' : 'butt'}
        mask={double ? `url(#${hollow})` : undefined}
      />
      <path d={path} fill="none" stroke="transparent" strokeWidth={18} />
    </>
  );
}
