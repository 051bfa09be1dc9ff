import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { useText } from '../../translation';
import { Section } from '../signs';
import { RemedyPanel } from './RemedyPanel';

const nothingToDo = ['enforced', 'permissive', 'app-tls'];

/** The ways out, each with its steps. */
export function RemediesSection(props: {
  posture: ServicePosture;
  /** They are still being worked out and proven. */
  pending: boolean;
}) {
  const { posture, pending } = props;
  const { remedies } = posture;
  const text = useText();
  const proven = remedies.some(({ standing }) => standing === 'proven');
  return (
    <Section
      title={text('remedies.title')}
      note={proven ? text('remedies.note') : null}
    >
      {pending && (
        <div role="status">
          <Typography variant="body1" gutterBottom>
            {text('remedies.pending')}
          </Typography>
          {remedies.length === 0 && (
            <Skeleton variant="rect" height={96} animation={false} />
          )}
        </div>
      )}
      {!pending && remedies.length === 0 && (
        <Typography variant="body1">
          {text(
            nothingToDo.includes(posture.posture)
              ? 'remedies.nothing'
              : 'remedies.none',
          )}
        </Typography>
      )}
      {remedies.map((remedy, index) => (
        <RemedyPanel
          key={remedy.id}
          posture={posture}
          remedy={remedy}
          open={index === 0}
        />
      ))}
    </Section>
  );
}
