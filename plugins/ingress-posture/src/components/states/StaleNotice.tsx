import {
  ClusterStatus,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import Alert from '@material-ui/lab/Alert';
import { useNow } from '../../hooks';
import { useText } from '../../translation';
import { clock } from '../signs';

/** Why a posture is only what was last known, and since when; nothing when its cluster is followed. */
export function StaleNotice(props: {
  stored: StoredPosture;
  cluster: ClusterStatus | undefined;
}) {
  const { stored, cluster } = props;
  const text = useText();
  const now = useNow();
  if (!stored.stale) return null;
  const why = cluster?.message ?? text('common.notFollowed');
  return (
    <Alert severity="warning">
      {text('states.staleNotice', {
        why: why.replace(/[.!]?$/, '.'),
        cluster: stored.posture.cluster,
        time: clock(stored.observedAt, now),
      })}
    </Alert>
  );
}
