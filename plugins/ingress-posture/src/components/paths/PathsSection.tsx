import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRef, useState } from 'react';
import { useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { grounds } from '../../vocabulary';
import { DiagramFormat, PathList, saveDiagram } from '../diagram';
import { Section, SmallButton } from '../signs';
import { OpenDiagram } from './OpenDiagram';

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
  tools: { display: 'flex', flexWrap: 'wrap', gap: 8 },
});

const folded: ReadonlySet<string> = new Set();

/** How traffic gets here: the diagram, the same as text, and both to take away. */
export function PathsSection(props: { posture: ServicePosture }) {
  const { posture } = props;
  const { namespace, name } = posture.service;
  const classes = useStyles();
  const text = useText();
  const theme = useThemeName();
  const drawing = useRef<SVGSVGElement>(null);
  const [asText, setAsText] = useState(false);
  const [unfolded, setUnfolded] = useState(folded);
  const count = posture.paths.length;
  const save = (format: DiagramFormat) =>
    drawing.current &&
    saveDiagram(
      drawing.current,
      grounds[theme].canvas,
      ['ingress-posture', posture.cluster, namespace, name].join('-'),
      format,
    );

  if (!count) {
    return (
      <Section title={text('paths.title')}>
        <Typography variant="body1">
          {text('paths.none', { service: `${namespace}/${name}` })}
        </Typography>
      </Section>
    );
  }
  return (
    <Section
      title={text('paths.title')}
      note={`${text('common.count.paths', { count })} · ${text('paths.hint')}`}
      actions={
        <DiagramTools
          asText={asText}
          unfolded={unfolded.size > 0}
          onFold={() => setUnfolded(folded)}
          onText={() => setAsText(!asText)}
          onSave={save}
        />
      }
    >
      <div className={classes.hold}>
        <OpenDiagram
          posture={posture}
          unfolded={unfolded}
          onUnfold={bundle => setUnfolded(new Set([...unfolded, bundle]))}
          drawing={drawing}
        />
        <div className={asText ? undefined : classes.heard}>
          <PathList posture={posture} />
        </div>
      </div>
    </Section>
  );
}

/** What can be done with the diagram. */
function DiagramTools(props: {
  asText: boolean;
  unfolded: boolean;
  onFold: () => void;
  onText: () => void;
  onSave: (format: DiagramFormat) => void;
}) {
  const { asText, unfolded, onFold, onText, onSave } = props;
  const classes = useStyles();
  const text = useText();
  return (
    <div className={classes.tools}>
      {unfolded && (
        <SmallButton onClick={onFold}>{text('paths.fold')}</SmallButton>
      )}
      <SmallButton aria-pressed={asText} onClick={onText}>
        {text(asText ? 'paths.hideText' : 'paths.asText')}
      </SmallButton>
      <SmallButton
        aria-label={text('paths.saveAs', { format: 'SVG' })}
        onClick={() => onSave('svg')}
      >
        {text('paths.saveSvg')}
      </SmallButton>
      <SmallButton
        aria-label={text('paths.saveAs', { format: 'PNG' })}
        onClick={() => onSave('png')}
      >
        {text('paths.savePng')}
      </SmallButton>
    </div>
  );
}
