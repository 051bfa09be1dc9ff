import { ANNOTATION_KUBERNETES_NAMESPACE } from '@ingress-posture/plugin-ingress-posture-common';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { CopyBlock } from '../signs';

const useStyles = makeStyles(theme => ({
  notice: { margin: theme.spacing(1, 0) },
  message: { minWidth: 0, flex: 1 },
}));

/** How services that nobody claims get an entity that does, with the annotation ready to copy. */
export function UnclaimedNotice(props: { namespace: string | undefined }) {
  const classes = useStyles();
  const text = useText();
  const yaml = `metadata:\n  annotations:\n    ${ANNOTATION_KUBERNETES_NAMESPACE}: ${
    props.namespace ?? 'NAMESPACE'
  }\n`;
  return (
    <Alert
      severity="info"
      className={classes.notice}
      classes={{ message: classes.message }}
    >
      <AlertTitle>{text('fleet.nobodyTitle')}</AlertTitle>
      {text('fleet.nobodyHelp')}
      <CopyBlock text={yaml} label={text('states.annotationToAdd')}>
        {text('states.copyAnnotation')}
      </CopyBlock>
    </Alert>
  );
}
