import {
  ClusterStatus,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import Alert from '@material-ui/lab/Alert';

/** Why a posture is only what was last known; nothing when its cluster is followed. */
export function StaleNotice(props: {
  stored: StoredPosture;
  cluster: ClusterStatus | undefined;
}) {
  const { stored, cluster } = props;
  if (!stored.stale) return null;
  return (
    <Alert severity="warning">
      {cluster?.message ?? 'The cluster is not being followed.'} What follows is
      what was last known of {stored.posture.cluster}.
    </Alert>
  );
}
