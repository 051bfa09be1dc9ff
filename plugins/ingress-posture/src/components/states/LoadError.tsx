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
  const retry = (
    <SmallButton color="inherit" onClick={onRetry}>
      {text('common.retry')}
    </SmallButton>
  );
  if (isForbidden(error)) {
    return (
      <Alert severity="info" className={classes.gap} action={retry}>
        <AlertTitle>{text('states.forbidden')}</AlertTitle>
        {reasonOf(error)}. {text('states.forbiddenHelp')}
      </Alert>
    );
  }
  if (hasContent) {
    return (
      <Alert severity="warning" className={classes.gap} action={retry}>
        {text('states.askFailed', { message: reasonOf(error) })}
      </Alert>
    );
  }
  const asked = requestOf(error);
  return (
    <Alert severity="error" className={classes.gap} action={retry}>
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

/** Whether the backend answered that the reader may not see it. */
function isForbidden(error: Error): boolean {
  return 'statusCode' in error && error.statusCode === 403;
}
