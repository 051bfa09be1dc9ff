import { ResponseErrorPanel } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { SmallButton } from '../signs';

const useStyles = makeStyles(theme => ({
  gap: { marginBottom: theme.spacing(2) },
}));

/** What was tried and failed. Beside content that is still known it is one line, else a panel. */
export function LoadError(props: {
  error: Error;
  hasContent: boolean;
  onRetry: () => void;
}) {
  const { error, hasContent, onRetry } = props;
  const classes = useStyles();
  const retry = (
    <SmallButton color="inherit" onClick={onRetry}>
      Try again
    </SmallButton>
  );
  if (hasContent) {
    return (
      <Alert severity="warning" className={classes.gap} action={retry}>
        Could not ask the backend again: {error.message}. What follows is the
        last answer.
      </Alert>
    );
  }
  return (
    <div className={classes.gap}>
      <ResponseErrorPanel
        error={error}
        title="The postures could not be read from the ingress-posture backend"
      />
      <Typography variant="body2" gutterBottom>
        The page asks again every five seconds.
      </Typography>
      {retry}
    </div>
  );
}
