import { WhatIfQuestion } from '@ingress-posture/plugin-ingress-posture-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useText } from '../../translation';
import { forcedColoursEdges, SmallButton } from '../signs';
import { OpenFilesButton } from './OpenFilesButton';
import { YamlField } from './YamlField';

const useStyles = makeStyles(theme => ({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1.5, 0),
  },
  remove: { marginBottom: theme.spacing(2) },
  submit: { textTransform: 'none', ...forcedColoursEdges },
  summary: { cursor: 'pointer', marginBottom: theme.spacing(1) },
}));

/** Something that surprises many: who still sends plaintext into a namespace shows when it turns STRICT. */
const example = (namespace: string) => `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: ${namespace}
spec:
  mtls:
    mode: STRICT
`;

/** Manifests to put on a cluster and to take away from it, by hand or from files. */
export function WhatIfForm(props: {
  busy: boolean;
  onAsk: (question: WhatIfQuestion) => void;
}) {
  const { busy, onAsk } = props;
  const classes = useStyles();
  const text = useText();
  const [put, setPut] = useState('');
  const [remove, setRemove] = useState('');
  const isEmpty = !put.trim() && !remove.trim();
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (isEmpty) return;
        onAsk({
          ...(put.trim() && { put }),
          ...(remove.trim() && { remove }),
        });
      }}
    >
      <PutField put={put} onPut={setPut} />
      <RemoveField remove={remove} onRemove={setRemove} />
      <div className={classes.tools}>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          className={classes.submit}
          disabled={busy || isEmpty}
        >
          {text('whatIf.submit')}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {text('whatIf.harmless')}
        </Typography>
      </div>
    </form>
  );
}

function PutField(props: { put: string; onPut: (put: string) => void }) {
  const { put, onPut } = props;
  const classes = useStyles();
  const text = useText();
  return (
    <>
      <YamlField
        label={text('whatIf.put')}
        help={text('whatIf.putHelp')}
        value={put}
        rows={12}
        onChange={onPut}
      />
      <div className={classes.tools}>
        <OpenFilesButton onOpen={yaml => onPut(joinYaml(put, yaml))} />
        <SmallButton onClick={() => onPut(example('NAMESPACE'))}>
          {text('whatIf.example')}
        </SmallButton>
        {put && (
          <SmallButton onClick={() => onPut('')}>
            {text('whatIf.empty')}
          </SmallButton>
        )}
      </div>
    </>
  );
}

/** Folded: few take something away. */
function RemoveField(props: {
  remove: string;
  onRemove: (remove: string) => void;
}) {
  const classes = useStyles();
  const text = useText();
  return (
    <details className={classes.remove}>
      <summary className={classes.summary}>{text('whatIf.removeToo')}</summary>
      <YamlField
        label={text('whatIf.remove')}
        help={text('whatIf.removeHelp')}
        value={props.remove}
        rows={6}
        onChange={props.onRemove}
      />
    </details>
  );
}

/** Two texts of YAML as documents of one. */
function joinYaml(one: string, other: string): string {
  return one.trim() ? `${one.trimEnd()}\n---\n${other}` : other;
}
