import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { RemedyPanel } from './RemedyPanel';
import { Section } from './Section';

const nothingToDo = ['enforced', 'permissive', 'app-tls'];

/** The ways out, each with its steps. */
export function RemediesSection(props: { posture: ServicePosture }) {
  const { remedies, posture } = props.posture;
  const proven = remedies.some(({ standing }) => standing === 'proven');
  return (
    <Section
      title="What to do"
      note={
        proven
          ? 'proven: applied to a copy of the cluster’s state and judged again'
          : null
      }
    >
      {remedies.length === 0 && (
        <Typography variant="body1">
          {nothingToDo.includes(posture)
            ? 'Nothing: every path arrives encrypted.'
            : 'No remedy is known for this case. The reasons above say what stands in the way.'}
        </Typography>
      )}
      {remedies.map((remedy, index) => (
        <RemedyPanel key={remedy.id} remedy={remedy} open={index === 0} />
      ))}
    </Section>
  );
}
