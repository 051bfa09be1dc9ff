import { ResponseError } from '@backstage/errors';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { reasonOf } from '../../reasonOf';
import { useText } from '../../translation';
import { SmallButton } from '../signs';

const useStyles = makeStyles(theme => ({
  gap: { marginBottom: theme.spacing(2) },
  request: { display: 'block', overflowWrap: 'anywhere' },
}));

/** What was tried and failed. Beside content that is still known it is one line. */
export function LoadError(props: {
  error: Error;
  hasContent: boolean;
  onRetry: () => void;
}) {
  const { error, hasContent, onRetry } = props;
  const classes = useStyles();
  const text = useText();
  const known = knownRefusal(error, hasContent);
  const action = (
    <SmallButton color="inherit" onClick={onRetry}>
      {text('common.retry')}
    </SmallButton>
  );
  if (known) {
    return (
      <Alert severity="info" className={classes.gap} action={action}>
        <AlertTitle>{text(`states.${known}`)}</AlertTitle>
        {reasonOf(error)}. {text(`states.${known}Help`)}
      </Alert>
    );
  }
  if (hasContent) {
    return (
      <Alert severity="warning" className={classes.gap} action={action}>
        {text('states.askFailed', { message: reasonOf(error) })}
      </Alert>
    );
  }
  const asked = requestOf(error);
  return (
    <Alert severity="error" className={classes.gap} action={action}>
      <AlertTitle>{text('states.failed')}</AlertTitle>
      {asked && <code className={classes.request}>{asked}</code>}
      {reasonOf(error)}. {text('states.asksAgain')}
    </Alert>
  );
}

/** What was asked of the backend, where an answer came at all. */
function requestOf(error: Error): string | null {
  const { body } = error as Partial<ResponseError>;
  return body?.request ? `${body.request.method} ${body.request.url}` : null;
}

/** What the backend says by its status, where nothing is wrong with it; what is shown already stays shown as such. */
function knownRefusal(
  error: Error,
  hasContent: boolean,
): 'forbidden' | 'notFound' | 'notNow' | null {
  const status = 'statusCode' in error ? error.statusCode : null;
  if (status === 403) return 'forbidden';
  if (hasContent) return null;
  if (status === 404) return 'notFound';
  return status === 503 ? 'notNow' : null;
}
