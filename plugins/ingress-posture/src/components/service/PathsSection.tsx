import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { PathDiagram, PathList, Pick } from '../diagram';
import { SmallButton } from '../signs';
import { DetailDrawer } from './DetailDrawer';
import { Section } from './Section';

const useStyles = makeStyles({
  // For screen readers only: clipped, but still read.
  heard: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    whiteSpace: 'nowrap',
  },
  hold: { position: 'relative' },
});

/** How traffic gets here: the diagram, and the same as text. */
export function PathsSection(props: { posture: ServicePosture }) {
  const { posture } = props;
  const classes = useStyles();
  const [asText, setAsText] = useState(false);
  const [pick, setPick] = useState<Pick | null>(null);
  const count = posture.paths.length;

  if (!count) {
    return (
      <Section title="How traffic gets here">
        <Typography variant="body1">
          No Ingress, gateway, load balancer or node port leads to{' '}
          <strong>
            {posture.service.namespace}/{posture.service.name}
          </strong>
          : only clients inside the cluster reach it.
        </Typography>
      </Section>
    );
  }
  return (
    <Section
      title="How traffic gets here"
      note={`${count} ${
        count === 1 ? 'path' : 'paths'
      } · open a box or a line for its evidence`}
      actions={
        <SmallButton aria-pressed={asText} onClick={() => setAsText(!asText)}>
          {asText ? 'Hide text' : 'Show as text'}
        </SmallButton>
      }
    >
      <div className={classes.hold}>
        <PathDiagram posture={posture} onPick={setPick} />
        <div className={asText ? undefined : classes.heard}>
          <PathList posture={posture} />
        </div>
      </div>
      <DetailDrawer
        posture={posture}
        pick={pick}
        onClose={() => setPick(null)}
      />
    </Section>
  );
}
