import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import InputLabel from '@material-ui/core/InputLabel';
import MenuItem from '@material-ui/core/MenuItem';
import OutlinedInput from '@material-ui/core/OutlinedInput';
import Select from '@material-ui/core/Select';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useText } from '../../translation';

const useStyles = makeStyles({
  // As wide as their names, whatever the size of the text.
  control: { minWidth: '8.2rem', maxWidth: '15rem' },
  box: { padding: 0, marginRight: 8 },
});

/** A value of a filter and how it is called. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A filter of the fleet page: none, one or, where `many`, several of its choices. */
export function ChoiceFilter(props: {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  many?: boolean;
  /** What stands there while nothing is chosen; "any" without. */
  none?: string;
  onChange: (chosen: string | null) => void;
}) {
  const { label, choices, chosen, many, onChange } = props;
  const classes = useStyles();
  const text = useText();
  const id = useId();
  const none = props.none ?? text('fleet.any');
  const missing = chosen
    .filter(value => !choices.some(choice => choice.value === value))
    .map(value => ({ value, label: value }));
  const all = [...choices, ...missing];
  const named = (value: string) =>
    all.find(choice => choice.value === value)?.label;

  return (
    <FormControl variant="outlined" size="small" className={classes.control}>
      <InputLabel id={id} shrink>
        {label}
      </InputLabel>
      <Select
        labelId={id}
        // With a name the chosen value is part of the accessible name.
        // An id is made of it, and ids have no spaces.
        name={label.replaceAll(' ', '-')}
        input={<OutlinedInput notched label={label} />}
        displayEmpty
        multiple={many}
        value={many ? chosen : chosen[0] ?? ''}
        renderValue={() => chosen.map(named).join(', ') || none}
        onChange={({ target }) =>
          onChange([target.value as string | string[]].flat().join(',') || null)
        }
      >
        {!many && <MenuItem value="">{none}</MenuItem>}
        {all.map(choice => (
          <MenuItem key={choice.value} value={choice.value}>
            {many && (
              <Checkbox
                size="small"
                className={classes.box}
                checked={chosen.includes(choice.value)}
                tabIndex={-1}
              />
            )}
            {choice.label}
          </MenuItem>
        ))}
      </Select>
    </FormControl>
  );
}
