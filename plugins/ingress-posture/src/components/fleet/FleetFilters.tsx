import { makeStyles } from '@material-ui/core/styles';
import { SearchChange } from '../../hooks';
import { modes, postureOrder, postures } from '../../vocabulary';
import { SmallButton } from '../signs';
import { Choice, ChoiceFilter } from './ChoiceFilter';
import { FleetQuery } from './fleetQuery';
import { SearchFilter } from './SearchFilter';

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 1),
    margin: theme.spacing(2, 0, 1),
  },
}));

const postureChoices: Choice[] = postureOrder.map(value => ({
  value,
  label: postures[value].label,
}));
const modeChoices: Choice[] = Object.entries(modes).map(
  ([value, { label }]) => ({
    value,
    label,
  }),
);

const nothing = {
  posture: null,
  mode: null,
  vendor: null,
  owner: null,
  cluster: null,
  search: null,
};

/** Choices that depend on what there is. */
export interface FleetChoices {
  readonly vendor: readonly Choice[];
  readonly owner: readonly Choice[];
  readonly cluster: readonly Choice[];
}

/** Search and filters; every change goes back to the first page. */
export function FleetFilters(props: {
  query: FleetQuery;
  choices: FleetChoices;
  onChange: (change: SearchChange, how?: { replace: boolean }) => void;
}) {
  const { query, choices, onChange } = props;
  const classes = useStyles();
  const set = (change: SearchChange) => onChange({ ...change, page: null });
  const filtered = Object.keys(nothing).some(
    key => query[key as keyof typeof nothing]?.length,
  );
  const single = (key: 'vendor' | 'owner' | 'cluster', label: string) => (
    <ChoiceFilter
      label={label}
      choices={choices[key]}
      chosen={query[key] ? [query[key]] : []}
      onChange={value => set({ [key]: value })}
    />
  );
  return (
    <div className={classes.filters} role="search">
      <SearchFilter
        value={query.search ?? ''}
        onChange={search => onChange({ search, page: null }, { replace: true })}
      />
      <ChoiceFilter
        label="Posture"
        many
        choices={postureChoices}
        chosen={query.posture}
        onChange={posture => set({ posture })}
      />
      <ChoiceFilter
        label="Mode"
        many
        choices={modeChoices}
        chosen={query.mode}
        onChange={mode => set({ mode })}
      />
      {single('vendor', 'Vendor')}
      {single('owner', 'Owner')}
      {single('cluster', 'Cluster')}
      {filtered && (
        <SmallButton onClick={() => set(nothing)}>Clear filters</SmallButton>
      )}
    </div>
  );
}
