import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { DiagramNode } from '../diagram';
import { EvidenceList } from '../evidence';
import { DescriptorChip, FactList } from '../signs';
import { evidenceAbout } from './hops';
import { PanelPart } from './PanelPart';

/** Everything about one box, and what it was read from. */
export function NodeDetail(props: {
  posture: ServicePosture;
  node: DiagramNode;
}) {
  const { posture, node } = props;
  const text = useText();
  const words = useVocabulary();
  const { role, kind, namespace, name, vendor, membership, pods, fact } =
    node.node;
  const routes = posture.paths
    .filter(path =>
      path.nodes.some(other => other.role === role && other.name === name),
    )
    .map(({ route }) => `${route.kind} ${route.namespace}/${route.name}`);
  const evidence = evidenceAbout(posture, node);
  return (
    <>
      <Typography variant="body2" color="textSecondary" paragraph>
        {words.roles[role]}
      </Typography>
      <FactList
        facts={[
          [
            text('detail.object'),
            kind &&
              [kind, [namespace, name].filter(Boolean).join('/')].join(' '),
          ],
          [text('detail.vendor'), vendor],
          [text('detail.inMesh'), membership && words.memberships[membership]],
          [
            text('detail.pods'),
            pods &&
              text('detail.podsReady', {
                ready: String(pods.ready),
                total: String(pods.total),
              }),
          ],
          [text('detail.fact'), fact],
          [text('detail.hosts'), role === 'client' && node.lines.join(', ')],
          [text('detail.routes'), [...new Set(routes)].join(', ')],
        ]}
      />
      {role === 'workload' &&
        posture.ports.map(({ port, targetPort, accepts }) => (
          <Typography key={port} variant="body2" gutterBottom>
            {text('detail.portTitle', {
              port: String(port),
              target: String(targetPort ?? text('detail.unresolved')),
            })}{' '}
            <DescriptorChip descriptor={words.acceptances[accepts]} />
          </Typography>
        ))}
      <PanelPart title={text('detail.readFrom')}>
        {evidence.length > 0 ? (
          <EvidenceList evidence={evidence} open />
        ) : (
          <Typography variant="body2">{text('detail.nothingRead')}</Typography>
        )}
      </PanelPart>
    </>
  );
}
