import { ClusterDetails } from '@ingress-posture/plugin-ingress-posture-common';
import { useNow } from '../../hooks';
import { Text, useText } from '../../translation';
import { age, clock, Fact, FactList } from '../signs';

/** How fresh a cluster is, how much of it there is, and how busy it is. */
export function ClusterFacts({ cluster }: { cluster: ClusterDetails }) {
  const { state, since, objects, services, unreadable } = cluster;
  const now = useNow();
  const text = useText();
  const ago = (iso: string | null) =>
    iso && text('clusters.ago', { age: age(now - Date.parse(iso)) });
  const readable = state === 'synced' && unreadable.length === 0;
  return (
    <FactList
      facts={[
        [text('clusters.since'), clock(since, now)],
        [text('clusters.lastEvent'), ago(cluster.lastEventAt)],
        [text('clusters.lastAnalyzed'), ago(cluster.lastAnalyzedAt)],
        [text('clusters.objects'), objects.toLocaleString()],
        [text('clusters.services'), services.toLocaleString()],
        ...activityFacts(cluster, text),
        [
          text('clusters.notReadable'),
          readable && text('clusters.allReadable'),
        ],
      ]}
    />
  );
}

/** What its watches bring in; nothing of a cluster that has none. */
function activityFacts(
  { activity }: ClusterDetails,
  text: Text,
): readonly Fact[] {
  if (!activity) return [];
  const { eventsPerSecond, lagMs, relists } = activity;
  return [
    [
      text('clusters.activity'),
      lagMs !== null &&
        text('clusters.activityNow', {
          count: eventsPerSecond,
          events: eventsPerSecond.toLocaleString(),
          lag: Math.round(lagMs).toLocaleString(),
        }),
    ],
    [
      text('clusters.relists'),
      relists > 0 && text('clusters.relistsTimes', { count: relists }),
    ],
  ];
}
