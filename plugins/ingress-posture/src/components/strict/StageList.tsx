import { RolloutStage } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { Text, useText } from '../../translation';
import { GlyphName, Tone } from '../../vocabulary';
import { RemedySteps } from '../remedies';
import { Chip } from '../signs';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, paddingLeft: theme.spacing(3) },
  item: { marginBottom: theme.spacing(1) },
  summary: { cursor: 'pointer' },
  name: { fontFamily: 'monospace', fontWeight: 600 },
}));

const signs: Readonly<
  Record<RolloutStage['standing'], { glyph: GlyphName; tone: Tone }>
> = {
  done: { glyph: 'lock', tone: 'safe' },
  ready: { glyph: 'check', tone: 'lenient' },
  'with-exceptions': { glyph: 'half', tone: 'exposed' },
  blocked: { glyph: 'cross', tone: 'broken' },
};

/** The safe order, a stage a line; each opens its steps. What is done already is one line until opened. */
export function StageList(props: { stages: readonly RolloutStage[] }) {
  const classes = useStyles();
  const text = useText();
  const done = props.stages.filter(({ standing }) => standing === 'done');
  const due = props.stages.filter(({ standing }) => standing !== 'done');
  return (
    <>
      {done.length > 0 && (
        <details className={classes.item}>
          <summary className={classes.summary}>
            <Chip {...signs.done}>{text('strict.done')}</Chip>{' '}
            {text('strict.doneStages', { count: done.length })}
          </summary>
          <Stages stages={done} />
        </details>
      )}
      {due.length > 0 && <Stages stages={due} />}
    </>
  );
}

function Stages({ stages }: { stages: readonly RolloutStage[] }) {
  const classes = useStyles();
  return (
    <ol className={classes.list}>
      {stages.map(stage => (
        <li key={stage.namespace ?? ''} className={classes.item}>
          <Stage stage={stage} />
        </li>
      ))}
    </ol>
  );
}

/** One stage: how it stands, and on demand its steps. */
export function Stage({ stage }: { stage: RolloutStage }) {
  const { namespace, standing, sentence, services, steps } = stage;
  const classes = useStyles();
  const text = useText();
  const head = (
    <>
      <span className={classes.name}>{namespace ?? text('strict.mesh')}</span>{' '}
      <Chip {...signs[standing]}>{standingOf(standing, text)}</Chip>{' '}
      {text('common.count.services', { count: services })}. {sentence}
    </>
  );
  if (steps.length === 0) return head;
  return (
    <details>
      <summary className={classes.summary}>{head}</summary>
      <Exceptions stage={stage} />
      <RemedySteps steps={steps.map(step => ({ ...step, after: null }))} />
    </details>
  );
}

function Exceptions({ stage }: { stage: RolloutStage }) {
  const text = useText();
  if (!stage.excepted.length) return null;
  const ports = stage.excepted
    .map(
      ({ service, ports: numbers }) =>
        `${service.namespace}/${service.name} ${numbers
          .map(port => `:${port}`)
          .join(' ')}`,
    )
    .join(', ');
  return <p>{text('strict.excepted', { ports })}</p>;
}

function standingOf(standing: RolloutStage['standing'], text: Text): string {
  switch (standing) {
    case 'done':
      return text('strict.done');
    case 'ready':
      return text('strict.readyNow');
    case 'with-exceptions':
      return text('strict.withExceptions');
    default:
      return text('strict.blocked');
  }
}
