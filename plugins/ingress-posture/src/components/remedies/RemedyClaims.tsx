import { Remedy } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { Chip, DescriptorChip } from '../signs';

const useStyles = makeStyles(theme => ({
  claims: {
    flex: '1 1 240px',
    minWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
  title: {
    fontWeight: 700,
    marginRight: theme.spacing(0.5),
    overflowWrap: 'anywhere',
  },
}));

/** What a remedy is called, the posture it reaches, and whether that is proven. */
export function RemedyClaims(props: {
  /** Of the title, which names the remedy. */
  id: string;
  remedy: Remedy;
}) {
  const { title, reaches, standing, missing } = props.remedy;
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  const proven = standing === 'proven';
  return (
    <div className={classes.claims}>
      <Typography
        id={props.id}
        component="h4"
        variant="body1"
        className={classes.title}
      >
        {title}
      </Typography>
      <DescriptorChip
        descriptor={postures[reaches]}
        prefix={text(proven ? 'remedies.reaches' : 'remedies.aimsAt')}
      />
      <Chip
        tone="quiet"
        glyph={proven ? 'check' : 'info'}
        meaning={proven ? text('remedies.provenMeaning') : missing}
      >
        {text(proven ? 'remedies.proven' : 'remedies.advice')}
      </Chip>
    </div>
  );
}
