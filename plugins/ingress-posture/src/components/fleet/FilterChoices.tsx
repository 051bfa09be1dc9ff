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

/** What the services are filtered by, and grouped by. */
export function FilterChoices(props: {
  query: FleetQuery;
  grouping: string | null;
  choices: FleetChoices;
  onChange: (change: SearchChange) => void;
}) {
  const { query, grouping, choices, onChange } = props;
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
    </>
  );
}
