import { makeStyles } from '@material-ui/core/styles';
import { SearchChange, useNarrow } from '../../hooks';
import { useText } from '../../translation';
import { CopyButton, SmallButton } from '../signs';
import { CsvButton } from './CsvButton';
import { FilterChoices, FleetChoices } from './FilterChoices';
import { FleetQuery, isFiltered, singleFilters } from './fleetQuery';
import { SearchFilter } from './SearchFilter';

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 1),
    margin: theme.spacing(2, 0, 1),
  },
  folded: { flexBasis: '100%' },
  summary: { cursor: 'pointer' },
  tools: {
    display: 'flex',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  },
}));

const nothing: SearchChange = {
  posture: null,
  mode: null,
  claimed: null,
  retired: null,
  search: null,
  ...Object.fromEntries(singleFilters.map(key => [key, null])),
};

/** Search, filters and grouping, and what can be done with what they leave. */
export function FleetFilters(props: {
  query: FleetQuery;
  grouping: string | null;
  choices: FleetChoices;
  onChange: (change: SearchChange, how?: { replace: boolean }) => void;
}) {
  const { query, onChange } = props;
  const classes = useStyles();
  const text = useText();
  const narrow = useNarrow();
  const choices = <FilterChoices {...props} />;
  const filtered = isFiltered(query);
  return (
    <div className={classes.filters} role="search">
      <SearchFilter
        value={query.search ?? ''}
        onChange={search => onChange({ search }, { replace: true })}
      />
      {narrow ? (
        <details className={classes.folded} open={filtered || undefined}>
          <summary className={classes.summary}>{text('fleet.filters')}</summary>
          <div className={classes.filters}>{choices}</div>
        </details>
      ) : (
        choices
      )}
      <div className={classes.tools}>
        {filtered && (
          <SmallButton onClick={() => onChange(nothing)}>
            {text('fleet.clear')}
          </SmallButton>
        )}
        <CopyButton text={window.location.href}>
          {text('fleet.copyLink')}
        </CopyButton>
        <CsvButton query={query} />
      </div>
    </div>
  );
}
