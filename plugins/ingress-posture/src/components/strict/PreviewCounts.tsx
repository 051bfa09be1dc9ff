import { StrictPreview } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { Chip } from '../signs';

const useStyles = makeStyles(theme => ({
  counts: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** How many services of a scope STRICT finds in which state; `brief` leaves out what is none. */
export function PreviewCounts(props: {
  counts: StrictPreview['counts'];
  brief?: boolean;
}) {
  const { strict, ready, breaking, apart } = props.counts;
  const classes = useStyles();
  const text = useText();
  const shown = (count: number) => count > 0 || !props.brief;
  return (
    <div className={classes.counts}>
      {shown(strict) && (
        <Chip tone="safe" glyph="lock">
          {text('strict.strict', { count: strict })}
        </Chip>
      )}
      {shown(ready) && (
        <Chip tone="lenient" glyph="check">
          {text('strict.ready', { count: ready })}
        </Chip>
      )}
      {shown(breaking) && (
        <Chip tone={breaking ? 'broken' : 'quiet'} glyph="cross">
          {text('strict.breaking', { count: breaking })}
        </Chip>
      )}
      {shown(apart) && (
        <Chip tone="quiet" glyph="ring">
          {text('strict.apart', { number: String(apart) })}
        </Chip>
      )}
    </div>
  );
}
