import { ClusterDetails } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { useNow } from '../../hooks';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { AskConnectionButton } from '../connection';

import { age, clock, DescriptorChip, FactList, Flash, Section } from '../signs';
import { UnreadableKinds } from '../states';

/** One cluster: where it is read from, how fresh it is, what could not be read. */
export function ClusterCard({ cluster }: { cluster: ClusterDetails }) {
  const { name, source, state, since, message, unreadable, activity } = cluster;
  const { objects, services } = cluster;
  const now = useNow();
  const text = useText();
  const { clusterStates } = useVocabulary();
  const sources: Readonly<Record<string, string>> = {
    manifests: text('clusters.manifests'),
    kubeconfig: text('clusters.kubeconfig'),
    'in-cluster': text('clusters.inCluster'),
    'kubernetes-plugin': text('clusters.kubernetesPlugin'),
  };
  const readable = state === 'synced' && unreadable.length === 0;
  const ago = (iso: string | null) =>
    iso && text('clusters.ago', { age: age(now - Date.parse(iso)) });
  return (
    <Section
      title={name}
      level={2}
      note={text('clusters.from', { source: sources[source] ?? source })}
      actions={
        <Flash value={state}>
          <DescriptorChip descriptor={clusterStates[state]} />
        </Flash>
      }
    >
      {message && (
        <Typography variant="body1" paragraph>
          {message}
        </Typography>
      )}
      <FactList
        facts={[
          [text('clusters.since'), clock(since, now)],
          [text('clusters.lastEvent'), ago(cluster.lastEventAt)],
          [text('clusters.lastAnalyzed'), ago(cluster.lastAnalyzedAt)],
          [text('clusters.objects'), objects.toLocaleString()],
          [text('clusters.services'), services.toLocaleString()],
          [
            text('clusters.activity'),
            activity &&
              activity.lagMs !== null &&
              text('clusters.activityNow', {
                count: activity.eventsPerSecond,
                events: activity.eventsPerSecond.toLocaleString(),
                lag: Math.round(activity.lagMs).toLocaleString(),
              }),
          ],
          [
            text('clusters.relists'),
            activity &&
              activity.relists > 0 &&
              text('clusters.relistsTimes', { count: activity.relists }),
          ],
          [
            text('clusters.notReadable'),
            readable && text('clusters.allReadable'),
          ],
        ]}
      />
      {unreadable.length > 0 && (
        <>
          <Typography component="h3" variant="subtitle2">
            {text('clusters.couldNotRead')}
          </Typography>
          <UnreadableKinds kinds={unreadable} />
        </>
      )}
      {services > 0 && (
        <div>
          <AskConnectionButton
            cluster={name}
            connection={null}
            label={text('connect.ask')}
          />
        </div>
      )}
    </Section>
  );
}
