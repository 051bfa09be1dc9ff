import ButtonBase from '@material-ui/core/ButtonBase';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { GlyphName, Tone, tones } from '../../vocabulary';
import { forcedColours, Glyph } from '../signs';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('xs')]: { display: 'block' },
  },
  title: {
    flex: '0 0 60px',
    fontSize: '0.85rem',
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
  bar: {
    flex: 1,
    minWidth: 0,
    display: 'flex',
    gap: 2,
    // Where the words of all shares do not fit into a line, they take several.
    flexWrap: 'wrap',
    borderRadius: 4,
    overflow: 'hidden',
  },
  segment: {
    // A small share is drawn larger than it is, so that its words stay readable.
    minWidth: 'max-content',
    height: 34,
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
    // Where the reader's colours take the place of these, lines tell shares apart.
    border: '1px solid transparent',
    ...forcedColours,
  },
  passive: { filter: 'saturate(0.25)' },
}));

/** A part of a whole, and what it is drawn as. */
export interface Share {
  readonly key: string;
  readonly label: string;
  readonly meaning: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
  readonly count: number;
}

/** Shares of a whole; each is a button that filters by it. */
export function ShareBar(props: {
  title: string;
  /** What its buttons do. */
  name: string;
  shares: readonly Share[];
  chosen: readonly string[];
  onToggle: (key: string) => void;
}) {
  const { title, name, shares, chosen, onToggle } = props;
  const classes = useStyles();
  const text = useText();
  const theme = useThemeName();
  return (
    <div className={classes.row}>
      <span className={classes.title} aria-hidden="true">
        {title}
      </span>
      <div className={classes.bar} role="group" aria-label={name}>
        {shares
          .filter(({ key, count }) => count > 0 || chosen.includes(key))
          .map(({ key, label, meaning, tone, glyph, count }) => {
            const pressed = chosen.includes(key);
            const { solid, onSolid } = tones[tone][theme];
            return (
              <Tooltip key={key} title={meaning}>
                <ButtonBase
                  className={`${classes.segment} ${
                    chosen.length && !pressed ? classes.passive : ''
                  }`}
                  style={{
                    flex: `${count} 1 0`,
                    backgroundColor: solid,
                    color: onSolid,
                  }}
                  aria-pressed={pressed}
                  aria-label={text('fleet.segment', { label, count })}
                  onClick={() => onToggle(key)}
                >
                  {glyph && <Glyph name={glyph} />}
                  {label} {count.toLocaleString()}
                </ButtonBase>
              </Tooltip>
            );
          })}
      </div>
    </div>
  );
}
