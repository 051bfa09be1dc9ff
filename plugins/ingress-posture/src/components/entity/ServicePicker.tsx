import { StoredPosture } from '@ingress-posture/plugin-ingress-posture-common';
import ButtonBase from '@material-ui/core/ButtonBase';
import Card from '@material-ui/core/Card';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { DescriptorChip, forcedColours } from '../signs';

const useStyles = makeStyles(theme => ({
  card: {
    marginBottom: theme.spacing(2),
    padding: theme.spacing(0.5),
    // Ten services and a part of the next, which says that there are more: the verdict stays in sight.
    maxHeight: 400,
    overflowY: 'auto',
    '@media print': { maxHeight: 'none' },
  },
  item: {
    display: 'grid',
    gridTemplateColumns: '120px minmax(0, 2fr) minmax(0, 5fr)',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    width: '100%',
    padding: theme.spacing(0.75, 1.5),
    textAlign: 'left',
    borderRadius: 4,
    '&[aria-pressed="true"]': {
      backgroundColor: theme.palette.action.selected,
      boxShadow: `inset 4px 0 0 ${theme.palette.primary.main}`,
    },
    ...forcedColours,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
}));

/** A service's name in the page's address: cluster/namespace/name. */
export function serviceKey({ posture }: StoredPosture): string {
  const { namespace, name } = posture.service;
  return [posture.cluster, namespace, name].join('/');
}

/** The services of an entity, worst first; one of them is shown in full below. */
export function ServicePicker(props: {
  services: readonly StoredPosture[];
  chosen: StoredPosture;
  onChoose: (key: string) => void;
}) {
  const { services, chosen, onChoose } = props;
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  return (
    <Card
      className={classes.card}
      role="group"
      aria-label={text('verdict.services')}
    >
      {services.map(service => (
        <ButtonBase
          key={serviceKey(service)}
          className={classes.item}
          aria-pressed={service === chosen}
          onClick={() => onChoose(serviceKey(service))}
        >
          <span>
            <DescriptorChip descriptor={postures[service.posture.posture]} />
          </span>
          <span className={classes.name}>{serviceKey(service)}</span>
          <Typography variant="body2" component="span" color="textSecondary">
            {service.posture.sentence}
          </Typography>
        </ButtonBase>
      ))}
    </Card>
  );
}
