import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { findingTitle, useText } from '../../translation';
import { Section } from '../signs';
import { RemedyPanel } from './RemedyPanel';
import { unmendedErrors } from './unmendedErrors';

/** Where links on the page lead to. */
export const remediesAnchor = 'what-to-do';

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
  const unmended = unmendedErrors(posture);
  const proven = remedies.some(({ standing }) => standing === 'proven');
  return (
    <Section
      title={text('remedies.title')}
      anchor={remediesAnchor}
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
      {unmended.length > 0 && remedies.length > 0 && (
        <Typography variant="body1" gutterBottom>
          {text('remedies.unmended', {
            findings: unmended.map(one => findingTitle(one, text)).join('; '),
          })}
        </Typography>
      )}
      {remedies.map((remedy, index) => (
        <RemedyPanel
          key={remedy.id}
          posture={posture}
          remedy={remedy}
          open={index === 0 && remedy.standing === 'proven'}
        />
      ))}
    </Section>
  );
}
