import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { fieldProps, FieldsProps } from './fieldProps';

const useStyles = makeStyles({ half: { gridColumn: 'span 2' } });

const choice = { select: true, SelectProps: { native: true } };

/** What is spoken on a connection, and with which TLS. */
export function ProtocolFields(props: FieldsProps) {
  const classes = useStyles();
  const text = useText();
  return (
    <>
      <TextField
        {...fieldProps(props, 'protocol')}
        {...choice}
        className={classes.half}
        label={text('connect.protocol')}
      >
        <option value="http">HTTP</option>
        <option value="http2">HTTP/2, gRPC</option>
        <option value="tcp">TCP</option>
      </TextField>
      <TextField
        {...fieldProps(props, 'tls')}
        {...choice}
        className={classes.half}
        InputLabelProps={{ shrink: true }}
        label={text('connect.tls')}
      >
        <option value="">{text('connect.tlsNone')}</option>
        <option value="tls">{text('connect.tlsPlain')}</option>
        <option value="mtls">{text('connect.tlsMutual')}</option>
      </TextField>
    </>
  );
}
