import { Connection } from '@ingress-posture/engine';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useText } from '../../translation';
import {
  ConnectionFields,
  problemsOf,
  toConnection,
  toFields,
} from './connectionFields';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
  },
  wide: { gridColumn: '1 / -1' },
  half: { gridColumn: 'span 2' },
  most: { gridColumn: 'span 3' },
  submit: { gridColumn: '1 / -1', textTransform: 'none' },
}));

/** The fields of one connection. */
export function ConnectionForm(props: {
  initial: Connection | null;
  busy: boolean;
  onAsk: (connection: Connection) => void;
}) {
  const { initial, busy, onAsk } = props;
  const classes = useStyles();
  const text = useText();
  const [fields, setFields] = useState(() => toFields(initial));
  const [asked, setAsked] = useState(false);
  const problems = asked ? problemsOf(fields) : [];
  const field = (name: keyof ConnectionFields) => ({
    id: `connection-${name}`,
    variant: 'outlined' as const,
    size: 'small' as const,
    value: fields[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setFields({ ...fields, [name]: target.value }),
  });
  const choice = { select: true, SelectProps: { native: true } };

  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setAsked(true);
        if (problemsOf(fields).length === 0) onAsk(toConnection(fields));
      }}
    >
      <TextField
        {...field('from')}
        className={classes.wide}
        label={text('connect.from')}
        helperText={text('connect.fromHelp')}
      />
      <TextField
        {...field('address')}
        className={classes.most}
        required
        label={text('connect.address')}
        error={problems.includes('address')}
        helperText={text(
          problems.includes('address')
            ? 'connect.needsAddress'
            : 'connect.addressHelp',
        )}
      />
      <TextField
        {...field('port')}
        required
        label={text('connect.port')}
        inputProps={{ inputMode: 'numeric' }}
        error={problems.includes('port')}
        helperText={problems.includes('port') && text('connect.needsPort')}
      />
      <TextField
        {...field('host')}
        className={classes.wide}
        label={text('connect.host')}
        helperText={text('connect.hostHelp')}
      />
      <TextField
        {...field('protocol')}
        {...choice}
        className={classes.half}
        label={text('connect.protocol')}
      >
        <option value="http">HTTP</option>
        <option value="http2">HTTP/2, gRPC</option>
        <option value="tcp">TCP</option>
      </TextField>
      <TextField
        {...field('tls')}
        {...choice}
        className={classes.half}
        InputLabelProps={{ shrink: true }}
        label={text('connect.tls')}
      >
        <option value="">{text('connect.tlsNone')}</option>
        <option value="tls">{text('connect.tlsPlain')}</option>
        <option value="mtls">{text('connect.tlsMutual')}</option>
      </TextField>
      <Button
        type="submit"
        variant="contained"
        color="primary"
        disabled={busy}
        className={classes.submit}
      >
        {text('connect.submit')}
      </Button>
    </form>
  );
}
