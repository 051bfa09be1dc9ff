import { Connection } from '@ingress-posture/engine';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useText } from '../../translation';
import { forcedColoursEdges } from '../signs';
import { problemsOf, toConnection, toFields } from './connectionFields';
import { FieldsProps } from './fieldProps';
import { ProtocolFields } from './ProtocolFields';
import { TargetFields } from './TargetFields';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
  },
  submit: {
    gridColumn: '1 / -1',
    textTransform: 'none',
    ...forcedColoursEdges,
  },
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
  const shown: FieldsProps = {
    fields,
    problems: asked ? problemsOf(fields) : [],
    onChange: change => setFields({ ...fields, ...change }),
  };
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
      <TargetFields {...shown} />
      <ProtocolFields {...shown} />
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
