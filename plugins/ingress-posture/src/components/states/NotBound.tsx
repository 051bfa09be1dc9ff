import { EmptyState } from '@backstage/core-components';
import { MissingAnnotationEmptyState } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  EntityPostures,
} from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment } from 'react';
import { useClusters } from '../../hooks';
import { bindingAnnotations } from '../../isIngressPostureAvailable';
import { CodeBlock, CopyButton } from '../signs';

const useStyles = makeStyles(theme => ({
  more: { marginTop: theme.spacing(2) },
}));

const others = bindingAnnotations.filter(
  name => name !== ANNOTATION_KUBERNETES_ID,
);

/** Why an entity shows no service, and what to change. */
export function NotBound(props: { answer: EntityPostures }) {
  const classes = useStyles();
  const { binding } = props.answer;
  if (binding.state === 'no-annotations') {
    return (
      <>
        <MissingAnnotationEmptyState annotation={ANNOTATION_KUBERNETES_ID} />
        <Typography variant="body1" className={classes.more}>
          {others.map(name => (
            <Fragment key={name}>
              <code>{name}</code>
              {name === others[others.length - 1] ? '' : ' or '}
            </Fragment>
          ))}{' '}
          does as well; <code>{ANNOTATION_KUBERNETES_CLUSTER}</code> narrows the
          search to one cluster.
        </Typography>
      </>
    );
  }
  return (
    <EmptyState
      missing="content"
      title={
        binding.state === 'unknown-cluster'
          ? `There is no cluster “${binding.cluster}”`
          : 'No Service matches this entity'
      }
      description={binding.message}
      action={
        binding.state === 'unknown-cluster' ? (
          <KnownClusters />
        ) : (
          <LabelToAdd selector={binding.selector} />
        )
      }
    />
  );
}

function KnownClusters() {
  const clusters = useClusters().value?.items;
  if (!clusters) return null;
  return (
    <>
      <Typography variant="body1" gutterBottom>
        {clusters.length
          ? 'The annotation backstage.io/kubernetes-cluster can name one of these, or be left out:'
          : 'No cluster is configured: see ingressPosture.clusters in app-config.yaml.'}
      </Typography>
      <ul>
        {clusters.map(({ name }) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function LabelToAdd({ selector }: { selector: string | undefined }) {
  const pair = /^([^=!,()\s]+)=+([^=!,()\s]+)$/.exec(selector ?? '');
  if (!pair) return null;
  const yaml = `metadata:\n  labels:\n    ${pair[1]}: ${pair[2]}\n`;
  return (
    <>
      <Typography variant="body1" gutterBottom>
        Give the Service, or the pods that it selects, this label:
      </Typography>
      <CodeBlock text={yaml} label="Label to add" />
      <CopyButton text={yaml}>Copy label</CopyButton>
    </>
  );
}
