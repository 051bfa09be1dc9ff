import { useText } from '../../translation';
import { Bundle } from './bundles';
import { Box } from './geometry';
import { Pill } from './Pill';
import { pressable } from './pressable';
import { bundleLabel, sizes } from './sizes';
import { usePressableStyles } from './usePressableStyles';

/** The button at the foot of a box that stands for many: it unfolds them. */
export function BundleButton(props: {
  bundle: Bundle;
  box: Box;
  onUnfold: () => void;
}) {
  const { bundle, box, onUnfold } = props;
  const classes = usePressableStyles();
  const text = useText();
  // What is seen is part of what is heard (WCAG 2.5.3), so that it can be called by voice.
  const name = text('paths.unfold', { label: bundleLabel(bundle) });
  return (
    <g
      className={classes.pressable}
      data-export="no"
      {...pressable(name, onUnfold)}
    >
      <title>{name}</title>
      <Pill
        text={bundleLabel(bundle)}
        tone="encrypted"
        glyph="unfold"
        x={box.x + sizes.nodePadding}
        y={box.y + box.height - sizes.pillHeight - sizes.nodePadding / 2}
        ring
      />
    </g>
  );
}
