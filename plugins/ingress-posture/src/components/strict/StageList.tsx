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

/** The safe order, a stage a line; each opens its steps. */
export function StageList(props: { stages: readonly RolloutStage[] }) {
  const classes = useStyles();
  const text = useText();
  return (
    <ol className={classes.list}>
      {props.stages.map(stage => {
        const { namespace, standing, sentence, services, steps } = stage;
        const head = (
          <>
            <span className={classes.name}>
              {namespace ?? text('strict.mesh')}
            </span>{' '}
            <Chip {...signs[standing]}>{standingOf(standing, text)}</Chip>{' '}
            {text('common.count.services', { count: services })}. {sentence}
          </>
        );
        return (
          <li key={namespace ?? ''} className={classes.item}>
            {steps.length === 0 ? (
              head
            ) : (
              <details>
                <summary className={classes.summary}>{head}</summary>
                <Exceptions stage={stage} />
                <RemedySteps
                  steps={steps.map(step => ({ ...step, after: null }))}
                />
              </details>
            )}
          </li>
        );
      })}
    </ol>
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
