import { NONE } from '@ingress-posture/plugin-ingress-posture-common';
import { useText } from '../../translation';
import { ChoiceFilter } from '../signs';
import { SingleFilter } from './fleetQuery';
import { useKeyNames } from './useKeyNames';

/** A filter whose choices depend on what there is: vendors, owners, clusters … */
export function KeyFilter(props: {
  by: SingleFilter;
  values: readonly string[];
  chosen: string | undefined;
  onChange: (chosen: string | null) => void;
}) {
  const { by, values, chosen, onChange } = props;
  const text = useText();
  // What is chosen may be nothing that there is: anybody can write anything into the page's address.
  const known = [...new Set([...values, ...(chosen ? [chosen] : [])])];
  const nameOf = useKeyNames(by, known);
  const choices = known
    .filter(value => value !== NONE)
    .map(value => ({ value, label: nameOf(value) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const canMiss = by !== 'cluster' && by !== 'namespace';
  const none = { value: NONE, label: nameOf(NONE) };
  return (
    <ChoiceFilter
      label={text(`fleet.by.${by}`)}
      choices={canMiss ? [...choices, none] : choices}
      chosen={chosen ? [chosen] : []}
      onChange={onChange}
    />
  );
}
