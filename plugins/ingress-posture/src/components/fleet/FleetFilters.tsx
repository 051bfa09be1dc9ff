import {
  NONE,
  serviceGroupings,
} from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import { SearchChange } from '../../hooks';
import { Text, useText } from '../../translation';
import { postureOrder, useVocabulary } from '../../vocabulary';
import { Choice, ChoiceFilter, CopyButton, SmallButton } from '../signs';
import { CsvButton } from './CsvButton';
import {
  claimedValue,
  FleetQuery,
  SingleFilter,
  singleFilters,
} from './fleetQuery';
import { keyName } from './keyName';
import { SearchFilter } from './SearchFilter';

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 1),
    margin: theme.spacing(2, 0, 1),
  },
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
  search: null,
  ...Object.fromEntries(singleFilters.map(key => [key, null])),
};

/** Choices that depend on what there is. */
export type FleetChoices = Readonly<Record<SingleFilter, readonly string[]>>;

/** Search, filters and grouping, and what can be done with what they leave. */
export function FleetFilters(props: {
  query: FleetQuery;
  grouping: string | null;
  choices: FleetChoices;
  onChange: (change: SearchChange, how?: { replace: boolean }) => void;
}) {
  const { query, grouping, choices, onChange } = props;
  const classes = useStyles();
  const text = useText();
  const { postures, modes } = useVocabulary();
  const filtered =
    claimedValue(query) !== null ||
    Object.keys(nothing).some(
      key => String(query[key as keyof FleetQuery] ?? '').length,
    );
  return (
    <div className={classes.filters} role="search">
      <SearchFilter
        value={query.search ?? ''}
        onChange={search => onChange({ search }, { replace: true })}
      />
      <ChoiceFilter
        label={text('fleet.by.posture')}
        many
        choices={postureOrder.map(value => ({
          value,
          label: postures[value].label,
        }))}
        chosen={query.posture}
        onChange={posture => onChange({ posture })}
      />
      <ChoiceFilter
        label={text('fleet.by.mode')}
        many
        choices={Object.entries(modes).map(([value, { label }]) => ({
          value,
          label,
        }))}
        chosen={query.mode}
        onChange={mode => onChange({ mode })}
      />
      {singleFilters
        .filter(key => choices[key].length > 0 || query[key])
        .map(key => (
          <ChoiceFilter
            key={key}
            label={text(`fleet.by.${key}`)}
            choices={choicesOf(key, choices[key], text)}
            chosen={query[key] ? [query[key]] : []}
            onChange={value => onChange({ [key]: value })}
          />
        ))}
      <ChoiceFilter
        label={text('fleet.by.claimed')}
        choices={[
          { value: 'true', label: text('fleet.claimedYes') },
          { value: 'false', label: text('fleet.claimedNo') },
          { value: 'contested', label: text('fleet.claimedBySeveral') },
        ]}
        chosen={[claimedValue(query)].flatMap(value => value ?? [])}
        onChange={value => onChange({ claimed: value })}
      />
      <ChoiceFilter
        label={text('fleet.groupBy')}
        none={text('fleet.ungrouped')}
        choices={serviceGroupings.map(value => ({
          value,
          label: text(`fleet.by.${value}`),
        }))}
        chosen={grouping ? [grouping] : []}
        onChange={group => onChange({ group })}
      />
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

/** What a filter offers; where something can be missing, that it is missing as well. */
function choicesOf(
  key: SingleFilter,
  values: readonly string[],
  text: Text,
): Choice[] {
  const missing = ['cluster', 'namespace'].includes(key) ? [] : [NONE];
  return [...values, ...missing].map(value => ({
    value,
    label: keyName(key, value, text),
  }));
}
