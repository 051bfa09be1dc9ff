import { serviceGroupings } from '@ingress-posture/plugin-ingress-posture-common';
import { SearchChange } from '../../hooks';
import { useText } from '../../translation';
import { postureOrder, useVocabulary } from '../../vocabulary';
import { ChoiceFilter } from '../signs';
import {
  claimedValue,
  FleetQuery,
  SingleFilter,
  singleFilters,
} from './fleetQuery';
import { KeyFilter } from './KeyFilter';

/** Choices that depend on what there is. */
export type FleetChoices = Readonly<Record<SingleFilter, readonly string[]>>;

interface ChoicesProps {
  readonly query: FleetQuery;
  readonly onChange: (change: SearchChange) => void;
}

/** What the services are filtered by, and grouped by. */
export function FilterChoices(
  props: ChoicesProps & {
    readonly grouping: string | null;
    readonly choices: FleetChoices;
  },
) {
  const { query, grouping, choices, onChange } = props;
  return (
    <>
      <VerdictFilters query={query} onChange={onChange} />
      {singleFilters
        .filter(key => choices[key].length > 0 || query[key])
        .map(key => (
          <KeyFilter
            key={key}
            by={key}
            values={choices[key]}
            chosen={query[key]}
            onChange={value => onChange({ [key]: value })}
          />
        ))}
      <ClaimFilter query={query} onChange={onChange} />
      <GroupingChoice grouping={grouping} onChange={onChange} />
    </>
  );
}

function VerdictFilters({ query, onChange }: ChoicesProps) {
  const text = useText();
  const { postures, modes } = useVocabulary();
  return (
    <>
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
    </>
  );
}

function ClaimFilter({ query, onChange }: ChoicesProps) {
  const text = useText();
  return (
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
  );
}

function GroupingChoice(props: {
  grouping: string | null;
  onChange: (change: SearchChange) => void;
}) {
  const { grouping, onChange } = props;
  const text = useText();
  return (
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
  );
}
