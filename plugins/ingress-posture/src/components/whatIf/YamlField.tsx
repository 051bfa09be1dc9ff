import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';

const useStyles = makeStyles({
  input: { fontFamily: 'monospace', fontSize: '0.85rem', lineHeight: 1.6 },
});

/** A field for YAML of several lines. */
export function YamlField(props: {
  label: string;
  help: string;
  value: string;
  rows: number;
  onChange: (value: string) => void;
}) {
  const { label, help, value, rows, onChange } = props;
  const classes = useStyles();
  return (
    <TextField
      id={useId()}
      label={label}
      helperText={help}
      value={value}
      variant="outlined"
      multiline
      fullWidth
      minRows={rows}
      maxRows={30}
      InputLabelProps={{ shrink: true }}
      inputProps={{ className: classes.input, spellCheck: false }}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
