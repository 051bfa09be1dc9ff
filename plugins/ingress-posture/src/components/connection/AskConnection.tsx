import { useApi } from '@backstage/core-plugin-api';
import { Connection } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { ingressPostureApiRef } from '../../api';
import { reasonOf } from '../../reasonOf';
import { useText } from '../../translation';
import { ConnectionAnswerView } from './ConnectionAnswerView';
import { ConnectionForm } from './ConnectionForm';

/** From, address, port, Host and protocol in; what would happen and why out. */
export function AskConnection(props: {
  cluster: string;
  connection: Connection | null;
}) {
  const { cluster, connection } = props;
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const [{ value, error, loading }, ask] = useAsyncFn(
    (asked: Connection) => api.connect(cluster, asked),
    [api, cluster],
  );
  return (
    <>
      <Typography variant="body2" color="textSecondary" paragraph>
        {text('connect.intro')}
      </Typography>
      <ConnectionForm initial={connection} busy={loading} onAsk={ask} />
      <div aria-live="polite">
        {error && (
          <Alert severity="error">
            {text('connect.failed', { cluster, message: reasonOf(error) })}
          </Alert>
        )}
        {value && !error && <ConnectionAnswerView answer={value} />}
      </div>
    </>
  );
}
