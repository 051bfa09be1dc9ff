import { ClusterStatus } from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useText } from '../../translation';
import { UnreadableKinds } from './UnreadableKinds';

const useStyles = makeStyles({
  message: { minWidth: 0, flex: 1 },
});

/** Says which kinds a cluster hides; nothing when it hides none. */
export function UnreadableNotice(props: { cluster: ClusterStatus }) {
  const { name, unreadable } = props.cluster;
  const classes = useStyles();
  const text = useText();
  if (!unreadable.length) return null;
  return (
    <Alert severity="info" classes={{ message: classes.message }}>
      <AlertTitle>
        {text('states.unreadableTitle', { cluster: name })}
      </AlertTitle>
      {text('states.unreadable')}
      <UnreadableKinds kinds={unreadable} />
    </Alert>
  );
}
