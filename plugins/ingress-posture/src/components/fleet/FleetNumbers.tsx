import { ServiceList } from '@ingress-posture/plugin-ingress-posture-common';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { SearchChange, useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { Tone, tones } from '../../vocabulary';
import { claimedValue, FleetQuery } from './fleetQuery';

const useStyles = makeStyles(theme => ({
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
  },
  number: {
    display: 'block',
    padding: theme.spacing(1.5, 2),
    textAlign: 'left',
    borderRadius: 4,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '&[aria-pressed="true"]': {
      boxShadow: `inset 0 -3px 0 ${theme.palette.primary.main}`,
    },
  },
  count: {
    display: 'block',
    fontSize: '1.6rem',
    lineHeight: 1.2,
    fontWeight: 600,
  },
  words: { display: 'block', fontSize: '0.9rem' },
}));

interface FleetNumber {
  readonly count: number;
  readonly words: string;
  readonly tone: Tone;
  /** What it filters by. */
  readonly filter: SearchChange;
}

/** The numbers that a platform engineer comes for; each leads to its services. */
export function FleetNumbers(props: {
  list: ServiceList;
  query: FleetQuery;
  onChange: (change: SearchChange) => void;
}) {
  const { list, query, onChange } = props;
  const { posture, unclaimed, contested = 0 } = list.counts;
  const classes = useStyles();
  const text = useText();
  const theme = useThemeName();
  const numbers: FleetNumber[] = [
    {
      count: posture.rejected,
      words: text('fleet.broken'),
      tone: 'broken',
      filter: { posture: 'rejected' },
    },
    {
      count: posture.plaintext + posture.unmeshed,
      words: text('fleet.exposed'),
      tone: 'exposed',
      filter: { posture: 'plaintext,unmeshed' },
    },
    {
      count: posture.enforced,
      words: text('fleet.enforced'),
      tone: 'safe',
      filter: { posture: 'enforced' },
    },
    {
      count: unclaimed,
      words: text('fleet.unclaimed'),
      tone: 'quiet',
      filter: { claimed: 'false' },
    },
    // Rare, and worth a look where it is so.
    ...(contested > 0
      ? [
          {
            count: contested,
            words: text('fleet.contestedNumber'),
            tone: 'exposed' as const,
            filter: { claimed: 'contested' },
          },
        ]
      : []),
  ];
  const now: SearchChange = {
    posture: query.posture.join(',') || null,
    claimed: claimedValue(query),
  };
  return (
    <div className={classes.numbers}>
      {numbers.map(({ count, words, tone, filter }) => {
        const pressed = Object.entries(filter).every(
          ([key, value]) => now[key] === value,
        );
        const none = Object.fromEntries(
          Object.keys(filter).map(key => [key, null]),
        );
        return (
          <ButtonBase
            key={words}
            className={classes.number}
            aria-pressed={pressed}
            onClick={() => onChange(pressed ? none : filter)}
          >
            <span
              className={classes.count}
              style={{ color: count ? tones[tone][theme].ink : undefined }}
            >
              {count.toLocaleString()}
            </span>{' '}
            <span className={classes.words}>{words}</span>
          </ButtonBase>
        );
      })}
    </div>
  );
}
