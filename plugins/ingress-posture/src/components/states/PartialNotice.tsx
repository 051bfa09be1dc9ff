import { ClusterStatus } from '@ingress-posture/plugin-ingress-posture-common';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';

const useStyles = makeStyles(theme => ({
  gap: { marginBottom: theme.spacing(2) },
}));

/** Says which of several clusters could not be asked, so that what is missing is not taken for gone. */
export function PartialNotice(props: { clusters: readonly ClusterStatus[] }) {
  const classes = useStyles();
  const text = useText();
  const away = namesOf(props.clusters, 'stopped', 'stale').join(', ');
  const starting = namesOf(props.clusters, 'starting');
  return (
    <>
      {away && (
        <Alert severity="warning" className={classes.gap}>
          {text('states.partial', { names: away })}
        </Alert>
      )}
      {starting.length > 0 && (
        <Alert severity="info" className={classes.gap}>
          {text('states.starting', {
            names: starting.join(', '),
            count: starting.length,
          })}
        </Alert>
      )}
    </>
  );
}

function namesOf(
  clusters: readonly ClusterStatus[],
  ...states: ClusterStatus['state'][]
): string[] {
  return clusters
    .filter(({ state }) => states.includes(state))
    .map(({ name }) => name);
}
