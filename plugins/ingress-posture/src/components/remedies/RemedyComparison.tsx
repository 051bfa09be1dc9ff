import { useApi } from '@backstage/core-plugin-api';
import { Remedy, ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { ingressPostureApiRef } from '../../api';
import { usePolled } from '../../hooks';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { OpenDiagram } from '../paths';
import { DescriptorChip } from '../signs';
import { LoadError } from '../states';

const useStyles = makeStyles(theme => ({
  side: { marginBottom: theme.spacing(3) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    marginBottom: theme.spacing(1),
  },
}));

/** The paths of a service before and after all steps of a remedy, one above the other. */
export function RemedyComparison(props: {
  posture: ServicePosture;
  remedy: Remedy;
}) {
  const { posture, remedy } = props;
  const { cluster, service } = posture;
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const { value, error, retry } = usePolled(
    ['after', cluster, service.namespace, service.name, remedy.id].join(' '),
    signal =>
      api.getServiceAfterRemedy({ cluster, ...service }, remedy.id, { signal }),
  );
  return (
    <>
      <Side title={text('remedies.before')} posture={posture} />
      {error && (
        <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
      )}
      {value && <Side title={text('remedies.after')} posture={value} />}
      {!value && !error && (
        <div role="status" aria-label={text('remedies.comparing')}>
          <Skeleton variant="rect" height={240} animation={false} />
        </div>
      )}
    </>
  );
}

function Side(props: { title: string; posture: ServicePosture }) {
  const { title, posture } = props;
  const classes = useStyles();
  const { postures } = useVocabulary();
  return (
    <section className={classes.side} aria-label={title}>
      <div className={classes.head}>
        <Typography component="h3" variant="subtitle1">
          {title}
        </Typography>
        <DescriptorChip descriptor={postures[posture.posture]} />
        <Typography variant="body2">{posture.sentence}</Typography>
      </div>
      <OpenDiagram posture={posture} />
    </section>
  );
}
