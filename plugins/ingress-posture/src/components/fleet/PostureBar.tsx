import { MtlsPosture } from '@ingress-posture/engine';
import ButtonBase from '@material-ui/core/ButtonBase';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useThemeName } from '../../hooks';
import { postureOrder, postures, tones } from '../../vocabulary';
import { Glyph } from '../signs';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    gap: 2,
    borderRadius: 4,
    overflow: 'hidden',
    [theme.breakpoints.down('xs')]: { flexWrap: 'wrap' },
  },
  segment: {
    // A small share is drawn larger than it is, so that its words stay readable.
    minWidth: 'max-content',
    height: 36,
    padding: theme.spacing(0, 1),
    justifyContent: 'flex-start',
    gap: 6,
    fontSize: '0.85rem',
    fontWeight: 600,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    '&:focus-visible': {
      boxShadow: `inset 0 0 0 3px ${theme.palette.text.primary}`,
    },
  },
  passive: { filter: 'saturate(0.25)' },
}));

/** Shares of the postures; each is a button that filters by it. */
export function PostureBar(props: {
  counts: Readonly<Record<MtlsPosture, number>>;
  chosen: readonly MtlsPosture[];
  onToggle: (posture: MtlsPosture) => void;
}) {
  const { counts, chosen, onToggle } = props;
  const classes = useStyles();
  const theme = useThemeName();
  return (
    <div className={classes.bar} role="group" aria-label="Filter by posture">
      {postureOrder
        .filter(posture => counts[posture] > 0 || chosen.includes(posture))
        .map(posture => {
          const { label, meaning, glyph, tone } = postures[posture];
          const pressed = chosen.includes(posture);
          const { solid, onSolid } = tones[tone][theme];
          return (
            <Tooltip key={posture} title={meaning}>
              <ButtonBase
                className={`${classes.segment} ${
                  chosen.length && !pressed ? classes.passive : ''
                }`}
                style={{
                  flex: `${counts[posture]} 1 0`,
                  backgroundColor: solid,
                  color: onSolid,
                }}
                aria-pressed={pressed}
                aria-label={`${label}: ${counts[posture]} services`}
                onClick={() => onToggle(posture)}
              >
                <Glyph name={glyph} />
                {label} {counts[posture]}
              </ButtonBase>
            </Tooltip>
          );
        })}
    </div>
  );
}
