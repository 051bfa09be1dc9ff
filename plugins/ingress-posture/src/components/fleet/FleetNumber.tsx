import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import { Fragment } from 'react';
import { useThemeName } from '../../hooks';
import { Text, useText } from '../../translation';
import { Tone, tones } from '../../vocabulary';
import { FleetLink, forcedColours } from '../signs';
import { Trend } from './trend';
import { TrendLine } from './TrendLine';

const useStyles = makeStyles(theme => ({
  number: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    justifyContent: 'flex-start',
    padding: theme.spacing(1.5, 2),
    textAlign: 'left',
    lineHeight: 1.3,
    borderRadius: 4,
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    '&:hover': { borderColor: theme.palette.text.secondary },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '&[aria-pressed="true"]': {
      boxShadow: `inset 0 -3px 0 ${theme.palette.primary.main}`,
    },
    ...forcedColours,
  },
  count: {
    display: 'block',
    fontSize: '1.6rem',
    lineHeight: 1.2,
    fontWeight: 600,
  },
  words: { display: 'block', fontSize: '0.9rem' },
  line: { position: 'absolute', top: 16, right: 14, lineHeight: 0 },
  note: {
    display: 'block',
    fontSize: '0.8rem',
    color: theme.palette.text.secondary,
  },
}));

/** A number of the fleet, and what it says. */
export interface FleetNumberProps {
  readonly count: number;
  /** Of how many, where it is a share. */
  readonly of?: number;
  readonly words: string;
  readonly note?: string;
  readonly tone: Tone;
  /** How it came to be, where that is known. */
  readonly trend?: Trend;
}

/** A number that filters the services by what it counts. */
export function FilterNumber(
  props: FleetNumberProps & { pressed: boolean; onToggle: () => void },
) {
  return (
    <ButtonBase
      className={useStyles().number}
      aria-pressed={props.pressed}
      onClick={props.onToggle}
    >
      <Content {...props} />
    </ButtonBase>
  );
}

/** A number that leads to another part of the fleet page. */
export function LinkNumber(props: FleetNumberProps & { to: string }) {
  return (
    <FleetLink to={props.to} className={useStyles().number} underline="none">
      <Content {...props} />
    </FleetLink>
  );
}

function Content(props: FleetNumberProps) {
  const { count, of, words, note, tone, trend } = props;
  const classes = useStyles();
  const text = useText();
  const { ink } = tones[tone][useThemeName()];
  const color = count ? ink : undefined;
  const number =
    of === undefined
      ? count.toLocaleString()
      : text('fleet.share', {
          some: count.toLocaleString(),
          all: of.toLocaleString(),
        });
  return (
    <>
      <span className={classes.count} style={{ color }}>
        {number}
      </span>{' '}
      <span className={classes.words}>{words}</span>
      {[note, trend && changeIn(trend, text)].filter(Boolean).map(line => (
        <Fragment key={line}>
          {' '}
          <span className={classes.note}>{line}</span>
        </Fragment>
      ))}
      {trend && (
        <span className={classes.line}>
          <TrendLine values={trend.values} color={ink} />
        </span>
      )}
    </>
  );
}

function changeIn({ change, since }: Trend, text: Text): string {
  const date = DateTime.fromISO(since).toLocaleString({
    day: 'numeric',
    month: 'short',
  });
  if (change === 0) return text('fleet.asManyAs', { date });
  const some = Math.abs(change).toLocaleString();
  return text(change > 0 ? 'fleet.moreThan' : 'fleet.fewerThan', {
    some,
    date,
  });
}
