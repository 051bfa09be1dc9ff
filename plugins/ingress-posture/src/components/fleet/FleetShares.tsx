import { ServiceCounts } from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import { SearchChange } from '../../hooks';
import { useText } from '../../translation';
import { postureOrder, useVocabulary } from '../../vocabulary';
import { FleetQuery, toggled } from './fleetQuery';
import { ShareBar } from './ShareBar';

const useStyles = makeStyles(theme => ({
  bars: { display: 'grid', gap: theme.spacing(1) },
}));

/** Shares of the postures and of the modes; each part filters by it. */
export function FleetShares(props: {
  counts: ServiceCounts;
  query: FleetQuery;
  onChange: (change: SearchChange) => void;
}) {
  const { counts, query, onChange } = props;
  const classes = useStyles();
  const text = useText();
  const { postures, modes } = useVocabulary();
  return (
    <div className={classes.bars}>
      <ShareBar
        title={text('fleet.by.posture')}
        name={text('fleet.byPosture')}
        shares={postureOrder.map(key => ({
          key,
          ...postures[key],
          count: counts.posture[key],
        }))}
        chosen={query.posture}
        onToggle={key => onChange({ posture: toggled(query.posture, key) })}
      />
      <ShareBar
        title={text('fleet.by.mode')}
        name={text('fleet.byMode')}
        shares={Object.entries(modes).map(([key, word]) => ({
          key,
          ...word,
          tone: 'quiet',
          count: counts.mode[key as keyof typeof counts.mode],
        }))}
        chosen={query.mode}
        onToggle={key => onChange({ mode: toggled(query.mode, key) })}
      />
    </div>
  );
}
