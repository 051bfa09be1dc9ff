const width = 64;
const height = 22;

/** A line of how a number came to be; what it says is said in words beside it. */
export function TrendLine(props: { values: readonly number[]; color: string }) {
  const { values, color } = props;
  const most = Math.max(1, ...values);
  const step = width / Math.max(1, values.length - 1);
  const points = values.map(
    // From zero, so that a small change looks like one; a stroke's width away from the border.
    (value, index) => `${index * step},${height - 1 - (value / most) * 20}`,
  );
  return (
    <svg width={width} height={height} aria-hidden="true">
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke={color}
        strokeWidth="2"
        strokeLinejoin="round"
      />
    </svg>
  );
}
