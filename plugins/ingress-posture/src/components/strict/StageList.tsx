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
  // Beside the summary's arrow; columns of a list where there is room, lines of an aside where there is none.
  head: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: theme.spacing(1),
    width: 'calc(100% - 1.5em)',
  },
  name: {
    flex: '0 0 min(20em, 100%)',
    fontFamily: 'monospace',
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  standing: { flex: '0 0 auto', minWidth: '12.5em' },
  sentence: { flex: '1 1 20em', minWidth: 'min(20em, 100%)' },
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
          <Stage stage={stage} last={isLastOf(stages, stage)} />
        </li>
      ))}
    </ol>
  );
}

/** One stage: how it stands, and on demand its steps. */
export function Stage(props: { stage: RolloutStage; last?: boolean }) {
  const { stage } = props;
  const classes = useStyles();
  if (stage.steps.length === 0) return <StageHead {...props} />;
  return (
    <details>
      <summary className={classes.summary}>
        <StageHead {...props} />
      </summary>
      <Exceptions stage={stage} />
      <RemedySteps
        steps={stage.steps.map(step => ({ ...step, after: null }))}
      />
    </details>
  );
}

function StageHead(props: { stage: RolloutStage; last?: boolean }) {
  const { namespace, standing, sentence, services } = props.stage;
  const classes = useStyles();
  const text = useText();
  const { words, ...sign } = standingOf(props.stage, props.last, text);
  return (
    <span className={classes.head}>
      <span className={classes.name}>{namespace ?? text('strict.mesh')}</span>{' '}
      <span className={classes.standing}>
        <Chip {...signs[standing]} {...sign}>
          {words}
        </Chip>
      </span>{' '}
      <span className={classes.sentence}>
        {services > 0
          ? text('common.count.services', { count: services })
          : text('strict.noService')}
        . {sentence}
      </span>
    </span>
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

/** The policy of the mesh is proven on top of the stages before it: alone it may break what they mend. */
function isLastOf(
  stages: readonly RolloutStage[],
  { namespace }: RolloutStage,
): boolean {
  return namespace === null && stages.length > 1;
}

function standingOf(
  { standing }: RolloutStage,
  last: boolean | undefined,
  text: Text,
): { words: string; glyph?: GlyphName; tone?: Tone } {
  switch (standing) {
    case 'done':
      return { words: text('strict.done') };
    case 'ready':
      return last
        ? { words: text('strict.readyLast'), glyph: 'clock', tone: 'quiet' }
        : { words: text('strict.readyNow') };
    case 'with-exceptions':
      return { words: text('strict.withExceptions') };
    default:
      return { words: text('strict.blocked') };
  }
}
