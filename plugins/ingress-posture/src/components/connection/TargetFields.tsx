import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { fieldProps, FieldsProps } from './fieldProps';

const useStyles = makeStyles({
  wide: { gridColumn: '1 / -1' },
  most: { gridColumn: 'span 3' },
});

/** Who connects, where to, and which Host is asked for. */
export function TargetFields(props: FieldsProps) {
  const { problems } = props;
  const classes = useStyles();
  const text = useText();
  const noAddress = problems.includes('address');
  const noPort = problems.includes('port');
  return (
    <>
      <TextField
        {...fieldProps(props, 'from')}
        className={classes.wide}
        label={text('connect.from')}
        helperText={text('connect.fromHelp')}
      />
      <TextField
        {...fieldProps(props, 'address')}
        className={classes.most}
        required
        label={text('connect.address')}
        error={noAddress}
        helperText={text(
          noAddress ? 'connect.needsAddress' : 'connect.addressHelp',
        )}
      />
      <TextField
        {...fieldProps(props, 'port')}
        required
        label={text('connect.port')}
        inputProps={{ inputMode: 'numeric' }}
        error={noPort}
        helperText={noPort && text('connect.needsPort')}
      />
      <TextField
        {...fieldProps(props, 'host')}
        className={classes.wide}
        label={text('connect.host')}
        helperText={text('connect.hostHelp')}
      />
    </>
  );
}
