import { ServiceSummary } from '@ingress-posture/plugin-ingress-posture-common';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { Chip, DescriptorChip, Flash } from '../signs';

const useStyles = makeStyles({
  nobody: { textDecoration: 'underline dotted' },
});

/** That no entity claims a service, or several do. */
export function ClaimMarks(service: ServiceSummary) {
  return (
    <>
      {!service.entityRef && <Nobody {...service} />}{' '}
      {service.contested && <ContestedMark />}
    </>
  );
}

function Nobody({ namespace }: ServiceSummary) {
  const classes = useStyles();
  const text = useText();
  return (
    <Tooltip title={text('fleet.nobodyMeaning', { namespace })}>
      <span className={classes.nobody}>{text('fleet.nobody')}</span>
    </Tooltip>
  );
}

function ContestedMark() {
  const text = useText();
  return (
    <Chip
      tone="exposed"
      glyph="triangle"
      meaning={text('fleet.contestedMeaning')}
    >
      {text('fleet.contested')}
    </Chip>
  );
}

/** A service's posture, and whether it is an old one. */
export function PostureMark({ posture, stale }: ServiceSummary) {
  const text = useText();
  const { postures } = useVocabulary();
  return (
    <>
      <Flash value={posture}>
        <DescriptorChip descriptor={postures[posture]} />
      </Flash>{' '}
      {stale && (
        <Chip tone="quiet" glyph="clock" meaning={text('fleet.staleMeaning')}>
          {text('fleet.stale')}
        </Chip>
      )}
    </>
  );
}
