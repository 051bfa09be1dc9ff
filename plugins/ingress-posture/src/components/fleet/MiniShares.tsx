import { ServiceCounts } from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import { useThemeName } from '../../hooks';
import { postureOrder, tones, useVocabulary } from '../../vocabulary';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    gap: 1,
    height: 10,
    borderRadius: 3,
    overflow: 'hidden',
    // The lengths are to be seen in the reader's own colours, too.
    '@media (forced-colors: active)': {
      '& > span': { boxSizing: 'border-box', border: '1px solid CanvasText' },
    },
  },
  words: {
    fontSize: '0.8rem',
    color: theme.palette.text.secondary,
    marginTop: theme.spacing(0.25),
  },
}));

/** Shares of the postures as a thin bar, and in words below it. */
export function MiniShares(props: { counts: ServiceCounts; total: number }) {
  const { counts, total } = props;
  const classes = useStyles();
  const theme = useThemeName();
  const { postures } = useVocabulary();
  const present = postureOrder.filter(posture => counts.posture[posture] > 0);
  return (
    <>
      <div className={classes.bar} aria-hidden="true">
        {present.map(posture => (
          <span
            key={posture}
            style={{
              width: `${(100 * counts.posture[posture]) / total}%`,
              backgroundColor: tones[postures[posture].tone][theme].solid,
            }}
          />
        ))}
      </div>
      <div className={classes.words}>
        {present
          .map(
            posture =>
              `${counts.posture[posture].toLocaleString()} ${
                postures[posture].label
              }`,
          )
          .join(' · ')}
      </div>
    </>
  );
}
