import { MtlsPosture } from '@ingress-posture/engine';
import {
  DayTotals,
  ServiceList,
} from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import { SearchChange } from '../../hooks';
import { Text, useText } from '../../translation';
import { Tone, vendorTitles } from '../../vocabulary';
import { FilterNumber, FleetNumberProps } from './FleetNumber';
import { claimedValue, FleetQuery } from './fleetQuery';
import { ReadyNumber } from './ReadyNumber';
import { trendOf } from './trend';
import { useFleetHistory } from './useFleetHistory';

const useStyles = makeStyles(theme => ({
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(9.4rem, 1fr))',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
    [theme.breakpoints.down('xs')]: { gap: theme.spacing(1) },
  },
}));

interface Filtering extends FleetNumberProps {
  /** What it filters by. */
  readonly filter: SearchChange;
}

/** The numbers that a platform engineer comes for; each leads to what it counts. */
export function FleetNumbers(props: {
  list: ServiceList;
  query: FleetQuery;
  onChange: (change: SearchChange) => void;
}) {
  const { list, query, onChange } = props;
  const classes = useStyles();
  const text = useText();
  const days = useFleetHistory(query);
  const now: SearchChange = {
    posture: query.posture.join(',') || null,
    claimed: claimedValue(query),
    retired: query.retired === undefined ? null : String(query.retired),
  };
  const draw = ({ filter, ...number }: Filtering) => {
    const keys = Object.keys(filter);
    const pressed = keys.every(key => now[key] === filter[key]);
    const none = Object.fromEntries(keys.map(key => [key, null]));
    return (
      <FilterNumber
        key={number.words}
        {...number}
        pressed={pressed}
        onToggle={() => onChange(pressed ? none : filter)}
      />
    );
  };
  return (
    <div className={classes.numbers}>
      {trafficNumbers(list.counts, days, text).map(draw)}
      <ReadyNumber cluster={query.cluster} />
      {ownerNumbers(list.counts, text).map(draw)}
    </div>
  );
}

function trafficNumbers(
  { posture, retired }: ServiceList['counts'],
  days: readonly DayTotals[],
  text: Text,
): Filtering[] {
  const number = (words: string, tone: Tone, ...shown: MtlsPosture[]) => {
    const count = shown.reduce((sum, one) => sum + posture[one], 0);
    const filter = { posture: shown.join(',') };
    return { words, tone, count, filter, trend: trendOf(days, shown, count) };
  };
  const numbers: Filtering[] = [
    number(text('fleet.broken'), 'broken', 'rejected'),
    number(text('fleet.exposed'), 'exposed', 'plaintext', 'unmeshed'),
    number(text('fleet.enforced'), 'safe', 'enforced'),
  ];
  if (!retired) return numbers;
  const vendors = retired.vendors.map(id => vendorTitles[id] ?? id);
  return [
    ...numbers,
    {
      count: retired.services,
      words: text('fleet.retired'),
      note: vendors.join(', '),
      tone: 'exposed',
      filter: { retired: 'true' },
    },
  ];
}

/** Worth a look where it is so, and no news where it is not. */
function ownerNumbers(
  { unclaimed, contested = 0 }: ServiceList['counts'],
  text: Text,
): Filtering[] {
  const numbers: Filtering[] = [
    {
      count: unclaimed,
      words: text('fleet.unclaimed'),
      tone: 'quiet',
      filter: { claimed: 'false' },
    },
    {
      count: contested,
      words: text('fleet.contestedNumber'),
      tone: 'exposed',
      filter: { claimed: 'contested' },
    },
  ];
  return numbers.filter(({ count }) => count > 0);
}
