import { Direction, Point } from './geometry';

/** An arrow head where a connection arrives, a cross where it is refused. */
export function LineEnd(props: {
  at: Point;
  direction: Direction;
  blocked: boolean;
  colour: string;
}) {
  const { at, direction, blocked, colour } = props;
  const place = `translate(${at.x} ${at.y})`;
  if (blocked) {
    return (
      <path
        d="M-7 -7L7 7M7 -7L-7 7"
        transform={place}
        stroke={colour}
        strokeWidth={3}
        strokeLinecap="round"
      />
    );
  }
  return (
    <path
      d="M0 0L-11 -6V6z"
      transform={direction === 'right' ? place : `${place} rotate(90)`}
      fill={colour}
    />
  );
}
