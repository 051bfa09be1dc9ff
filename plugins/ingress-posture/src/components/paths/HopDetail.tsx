import { Evidence, Hop, Path, ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { AskConnectionButton, connectionOf } from '../connection';
import { describePath } from '../diagram';
import { EvidenceList } from '../evidence';
import { CertaintyNote, ReasonList } from '../reasons';
import { DescriptorChip, FactList } from '../signs';
import { PanelPart } from './PanelPart';

/** Everything about one hop: what was dialled and sent, where it arrived, why, and what it was read from. */
export function HopDetail(props: {
  posture: ServicePosture;
  path: Path;
  hop: Hop;
}) {
  const { posture, path, hop } = props;
  const text = useText();
  const { reasons, arrivals } = hop;
  const question = connectionOf(path, hop);
  const explained = reasons.flatMap(({ evidence }) => evidence);
  const unexplained = hop.evidence.filter(
    one => !explained.some(other => isSame(one, other)),
  );
  return (
    <>
      <Typography variant="body2" color="textSecondary" paragraph>
        {describePath(path, text)}
      </Typography>
      <HopFacts hop={hop} />
      {question && (
        <AskConnectionButton
          cluster={posture.cluster}
          connection={question}
          label={text('connect.askThis')}
        />
      )}
      {reasons.length > 0 && (
        <PanelPart title={text('detail.why')}>
          <ReasonList reasons={reasons} openEvidence />
        </PanelPart>
      )}
      {unexplained.length > 0 && (
        <PanelPart title={text('detail.readFrom')}>
          <EvidenceList evidence={unexplained} open />
        </PanelPart>
      )}
      {reasons.length === 0 && hop.evidence.length === 0 && (
        <Typography variant="body2">{text('detail.nothingRead')}</Typography>
      )}
      <Arrivals arrivals={arrivals} />
    </>
  );
}

/** By what they say: an answer that came as JSON has a copy of the same piece at each place. */
function isSame(one: Evidence, other: Evidence): boolean {
  return (
    one.object === other.object &&
    one.field === other.field &&
    one.value === other.value
  );
}

function HopFacts({ hop }: { hop: Hop }) {
  const text = useText();
  const words = useVocabulary();
  const { address, port } = hop;
  const target = address ? `${address}:${port}` : null;
  return (
    <FactList
      facts={[
        [
          text('detail.wire'),
          <DescriptorChip descriptor={words.hop(hop.wire, hop.outcome)} />,
        ],
        [text('detail.addressing'), words.addressings[hop.addressing]],
        [
          text('detail.dials'),
          target ?? (port && text('detail.port', { port: String(port) })),
        ],
        [text('detail.hostSent'), hop.host],
        [text('detail.protocol'), hop.protocol],
        [
          text('detail.counts'),
          text(hop.counts ? 'detail.setsPosture' : 'detail.onlyDrawn'),
        ],
        [
          text('detail.certainty'),
          <CertaintyNote
            certainty={hop.certainty}
            caveats={hop.caveats}
            cluster={undefined}
          />,
        ],
      ]}
    />
  );
}

/** Where a hop ends, pod by pod. */
function Arrivals({ arrivals }: Pick<Hop, 'arrivals'>) {
  const text = useText();
  const words = useVocabulary();
  if (arrivals.length === 0) return null;
  return (
    <PanelPart title={text('detail.arrives')}>
      {arrivals.map(({ pod, port, wire, outcome, why }) => (
        <Typography key={`${pod}:${port}`} variant="body2" gutterBottom>
          <DescriptorChip descriptor={words.hop(wire, outcome)} />{' '}
          {pod ? `${pod}:${port}. ` : ''}
          {why}
        </Typography>
      ))}
    </PanelPart>
  );
}
