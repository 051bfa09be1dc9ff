import { useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { grounds } from '../../vocabulary';
import { Place } from './diagramGraph';
import { Box, Point } from './geometry';
import { sizes } from './sizes';

/** The ground that the cluster or the mesh covers. */
export function RegionBox(props: {
  place: Place;
  box: Box;
  /** Where its name begins. */
  name: Point;
  clusterName: string;
}) {
  const { place, box, name, clusterName } = props;
  const ground = grounds[useThemeName()];
  const text = useText();
  const mesh = place === 'mesh';
  return (
    <g>
      <rect
        {...box}
        rx={8}
        fill={mesh ? ground.mesh : 'none'}
        stroke={mesh ? ground.meshLine : ground.region}
        strokeDasharray={mesh ? '2 3' : '5 4'}
      />
      <text
        {...name}
        fontSize={sizes.text}
        fill={mesh ? ground.meshInk : ground.faint}
      >
        {mesh
          ? text('diagram.mesh')
          : text('diagram.cluster', { name: clusterName })}
      </text>
    </g>
  );
}
