import { ClusterStatus } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { useNow } from '../../hooks';
import { useText } from '../../translation';
import { age, Chip, clock } from '../signs';

/** What freshness is told from. */
export interface FreshnessProps {
  /** The posture is what was last known: its cluster is not being followed. */
  readonly stale: boolean;
  /** When the cluster last confirmed the posture; ISO 8601. */
  readonly observedAt: string;
  readonly cluster: ClusterStatus | undefined;
  /** When the backend last answered, in milliseconds since the epoch. */
  readonly confirmedAt: number | undefined;
}

/** "as of 4 s ago", or since when what is shown is stale, and why. */
export function Freshness(props: FreshnessProps) {
  const { stale, observedAt, cluster, confirmedAt } = props;
  const now = useNow();
  const text = useText();
  if (!stale) {
    return (
      <Typography variant="body2" color="textSecondary" component="span">
        {text('common.asOf', { age: age(now - (confirmedAt ?? now)) })}
      </Typography>
    );
  }
  const since = clock(cluster?.since ?? observedAt, now);
  const why = cluster?.message ?? text('common.notFollowed');
  return (
    <Chip tone="quiet" glyph="clock" meaning={why}>
      {text('common.staleSince', { time: since })}
    </Chip>
  );
}
