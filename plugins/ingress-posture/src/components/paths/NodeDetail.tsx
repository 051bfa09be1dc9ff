import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { DiagramNode } from '../diagram';
import { EvidenceList } from '../evidence';
import { DescriptorChip } from '../signs';
import { evidenceAbout } from './hops';
import { NodeFacts } from './NodeFacts';
import { PanelPart } from './PanelPart';

/** Everything about one box, and what it was read from. */
export function NodeDetail(props: {
  posture: ServicePosture;
  node: DiagramNode;
}) {
  const { posture, node } = props;
  const text = useText();
  const words = useVocabulary();
  const { role } = node.node;
  const evidence = evidenceAbout(posture, node);
  return (
    <>
      <Typography variant="body2" color="textSecondary" paragraph>
        {words.roles[role]}
      </Typography>
      <NodeFacts posture={posture} node={node} />
      {role === 'workload' && <WorkloadPorts posture={posture} />}
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

function WorkloadPorts({ posture }: { posture: ServicePosture }) {
  const text = useText();
  const { acceptances } = useVocabulary();
  return (
    <>
      {posture.ports.map(({ port, targetPort, accepts }) => (
        <Typography key={port} variant="body2" gutterBottom>
          {text('detail.portTitle', {
            port: String(port),
            target: String(targetPort ?? text('detail.unresolved')),
          })}{' '}
          <DescriptorChip descriptor={acceptances[accepts]} />
        </Typography>
      ))}
    </>
  );
}
