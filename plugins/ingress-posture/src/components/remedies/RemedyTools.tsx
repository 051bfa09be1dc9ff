import { Remedy, ServicePosture } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { SmallButton, SmallLink } from '../signs';
import { CompareButton } from './CompareButton';
import { usePullRequestLink } from './usePullRequestLink';

const useStyles = makeStyles(theme => ({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  },
}));

/** What can be done with a remedy; a pull request and a comparison only with what is proven. */
export function RemedyTools(props: {
  posture: ServicePosture;
  remedy: Remedy;
  /** Whether its steps are shown. */
  open: boolean;
  onToggle: () => void;
}) {
  const { posture, remedy, open, onToggle } = props;
  const { title, standing, steps } = remedy;
  const text = useText();
  const pullRequest = usePullRequestLink(posture, remedy);
  const proven = standing === 'proven';
  return (
    <div className={useStyles().tools}>
      {proven && pullRequest && (
        <SmallLink
          to={pullRequest}
          aria-label={text('remedies.pullRequestOf', { title })}
        >
          {text('remedies.pullRequest')}
        </SmallLink>
      )}
      {proven && <CompareButton posture={posture} remedy={remedy} />}
      {steps.length > 0 && (
        <SmallButton
          aria-expanded={open}
          aria-label={text(open ? 'remedies.hideOf' : 'remedies.showOf', {
            title,
          })}
          onClick={onToggle}
        >
          {text(open ? 'remedies.hide' : 'remedies.show')}
        </SmallButton>
      )}
    </div>
  );
}
