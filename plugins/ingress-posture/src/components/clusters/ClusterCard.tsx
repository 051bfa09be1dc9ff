import { ClusterStatus } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { useNow } from '../../hooks';
import { clusterStates } from '../../vocabulary';
import { FactList, Section } from '../service';
import { age, clock, DescriptorChip, Flash } from '../signs';
import { UnreadableKinds } from '../states';

const sources: Readonly<Record<ClusterStatus['source'], string>> = {
  manifests: 'a folder of manifests',
  kubeconfig: 'a kube-apiserver',
};

/** One cluster: where it is read from, how fresh it is, what could not be read. */
export function ClusterCard({ cluster }: { cluster: ClusterStatus }) {
  const { name, source, state, since, message, objects, services, unreadable } =
    cluster;
  const now = useNow();
  const readable = state === 'synced' && unreadable.length === 0;
  const ago = (iso: string | null) =>
    iso && `${age(now - Date.parse(iso))} ago`;
  return (
    <Section
      title={name}
      level={2}
      note={`from ${sources[source]}`}
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
          ['In this state since', clock(since, now)],
          ['Last change seen', ago(cluster.lastEventAt)],
          ['Last judged', ago(cluster.lastAnalyzedAt)],
          ['Objects', objects.toLocaleString()],
          ['Services', services.toLocaleString()],
          ['Not readable', readable && 'nothing: every kind was read'],
        ]}
      />
      {unreadable.length > 0 && (
        <>
          <Typography component="h3" variant="subtitle2">
            Could not be read
          </Typography>
          <UnreadableKinds kinds={unreadable} />
        </>
      )}
    </Section>
  );
}
