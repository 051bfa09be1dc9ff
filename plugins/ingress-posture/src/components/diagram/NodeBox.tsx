import { useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { grounds } from '../../vocabulary';
import { DiagramNode } from './diagramGraph';
import { Box } from './geometry';
import { Pill } from './Pill';
import { pressable } from './pressable';
import { sizes } from './sizes';
import { shorten, spaced } from './textSize';
import { usePressableStyles } from './usePressableStyles';

/** A box: name, what it is, the one fact that matters. */
export function NodeBox(props: {
  node: DiagramNode & { readonly box: Box };
  onOpen: () => void;
}) {
  const { node, onOpen } = props;
  const classes = usePressableStyles();
  const text = useText();
  const ground = grounds[useThemeName()];
  const workload = node.node.role === 'workload';
  return (
    <g
      className={classes.pressable}
      {...pressable(
        text('diagram.showDetails', { name: spokenName(node) }),
        onOpen,
      )}
    >
      <rect
        {...node.box}
        className="ring"
        rx={6}
        fill={ground.node}
        stroke={workload ? ground.faint : ground.nodeLine}
        strokeWidth={workload ? 1.5 : 1}
      />
      <NodeText {...node} />
    </g>
  );
}

/** What is seen has to be in the name; what was shortened is said in full behind it. */
function spokenName({ title, lines, badge }: DiagramNode): string {
  const full = [title, ...lines, ...(badge ? [badge.text] : [])];
  const shown = full.map(one => shorten(one, sizes.nodeCharacters));
  return [...new Set([...shown, ...full])].join(', ');
}

function NodeText(props: DiagramNode & { readonly box: Box }) {
  const { box, title, lines, badge } = props;
  const ground = grounds[useThemeName()];
  const left = box.x + sizes.nodePadding;
  const rowAt = (row: number) =>
    box.y + sizes.nodePadding + row * sizes.lineHeight + 13;
  return (
    <>
      <text
        x={left}
        y={rowAt(0)}
        fontSize={sizes.title}
        fontWeight={700}
        fill={ground.text}
      >
        {spaced(shorten(title, sizes.nodeCharacters))}
      </text>
      {lines.map((line, row) => (
        <text
          key={line}
          x={left}
          y={rowAt(row + 1)}
          fontSize={sizes.text}
          fill={ground.faint}
        >
          {spaced(shorten(line, sizes.nodeCharacters))}
        </text>
      ))}
      {badge && (
        <Pill
          {...badge}
          text={shorten(badge.text, sizes.nodeCharacters)}
          x={left}
          y={rowAt(lines.length) + 6}
        />
      )}
    </>
  );
}
