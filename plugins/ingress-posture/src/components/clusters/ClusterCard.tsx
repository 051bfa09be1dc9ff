import { ClusterDetails } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { Text, useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { AskConnectionButton } from '../connection';
import { DescriptorChip, Flash, Section } from '../signs';
import { UnreadableKinds } from '../states';
import { ClusterFacts } from './ClusterFacts';

/** One cluster: where it is read from, how fresh it is, what could not be read. */
export function ClusterCard({ cluster }: { cluster: ClusterDetails }) {
  const { name, source, state, message, unreadable, services } = cluster;
  const text = useText();
  const { clusterStates } = useVocabulary();
  return (
    <Section
      title={name}
      level={2}
      note={text('clusters.from', { source: sourceName(source, text) })}
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
      <ClusterFacts cluster={cluster} />
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

/** Where a cluster is read from; a kind of source that is not known here by its own name. */
function sourceName(source: string, text: Text): string {
  switch (source) {
    case 'manifests':
      return text('clusters.manifests');
    case 'kubeconfig':
      return text('clusters.kubeconfig');
    case 'in-cluster':
      return text('clusters.inCluster');
    case 'kubernetes-plugin':
      return text('clusters.kubernetesPlugin');
    default:
      return source;
  }
}
