import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_SERVICES,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useText } from '../../translation';
import { CopyBlock } from '../signs';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
  message: { minWidth: 0, flex: 1 },
}));

/** Which entities claim a service with the same right, and how one of them gets it; nothing elsewhere. */
export function ContestedNotice({ stored }: { stored: StoredPosture }) {
  const classes = useStyles();
  const text = useText();
  const { contested, claims = [], posture } = stored;
  if (!contested) return null;
  const { cluster, service } = posture;
  const name = `${cluster}/${service.namespace}/${service.name}`;
  const yaml = `metadata:\n  annotations:\n    ${ANNOTATION_SERVICES}: ${name}\n`;
  // Claims are sorted by their right: those that are as good as the first contest it.
  const rivals = claims.filter(({ by }) => by === claims[0].by);
  return (
    <Alert severity="warning" classes={{ message: classes.message }}>
      <AlertTitle>{text('states.contested')}</AlertTitle>
      <ul className={classes.list}>
        {rivals.map(({ entityRef }) => (
          <li key={entityRef}>
            <EntityRefLink entityRef={entityRef} />
          </li>
        ))}
      </ul>
      {text('states.contestedHelp')}
      <CopyBlock text={yaml} label={text('states.annotationToAdd')}>
        {text('states.copyAnnotation')}
      </CopyBlock>
    </Alert>
  );
}
