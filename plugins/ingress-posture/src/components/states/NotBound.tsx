import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  EntityPostures,
} from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { useClusters } from '../../hooks';
import { bindingAnnotations } from '../../isIngressPostureAvailable';
import { useText } from '../../translation';
import { CopyBlock } from '../signs';
import { Nothing } from './Nothing';

/** Why an entity shows no service, and what to change. */
export function NotBound(props: { answer: EntityPostures }) {
  const text = useText();
  const { binding } = props.answer;
  switch (binding.state) {
    case 'no-annotations':
      return (
        <Nothing
          title={text('states.noAnnotation')}
          description={binding.message}
          action={<AnnotationToAdd />}
        />
      );
    case 'invalid':
      return (
        <Nothing
          title={text('states.invalidAnnotation')}
          description={binding.message}
        />
      );
    case 'unknown-cluster':
      return (
        <Nothing
          title={text('states.unknownCluster', {
            cluster: binding.cluster ?? '',
          })}
          description={binding.message}
          action={<KnownClusters />}
        />
      );
    default:
      return (
        <Nothing
          title={text('states.noMatch')}
          description={binding.message}
          action={<LabelToAdd selector={binding.selector} />}
        />
      );
  }
}

function AnnotationToAdd() {
  const text = useText();
  const { name } = useEntity().entity.metadata;
  const annotation = `${ANNOTATION_KUBERNETES_ID}: ${name}`;
  const yaml = `metadata:\n  annotations:\n    ${annotation}\n`;
  const others = bindingAnnotations.filter(
    other => other !== ANNOTATION_KUBERNETES_ID,
  );
  return (
    <>
      <Typography variant="body1" gutterBottom>
        {text('states.addAnnotation')}
      </Typography>
      <CopyBlock text={yaml} label={text('states.annotationToAdd')}>
        {text('states.copyAnnotation')}
      </CopyBlock>
      <Typography variant="body1" gutterBottom>
        {text('states.andLabel')}
      </Typography>
      <LabelBlock label={annotation} />
      <Typography variant="body2">
        {text('states.otherAnnotations', {
          names: others.join(', '),
          cluster: ANNOTATION_KUBERNETES_CLUSTER,
        })}
      </Typography>
    </>
  );
}

function KnownClusters() {
  const text = useText();
  const clusters = useClusters().value?.items;
  if (!clusters) return null;
  return (
    <>
      <Typography variant="body1" gutterBottom>
        {text(clusters.length ? 'states.knownClusters' : 'states.noClusters')}
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
  const text = useText();
  const pair = /^([^=!,()\s]+)=+([^=!,()\s]+)$/.exec(selector ?? '');
  if (!pair) return null;
  return (
    <>
      <Typography variant="body1" gutterBottom>
        {text('states.addLabel')}
      </Typography>
      <LabelBlock label={`${pair[1]}: ${pair[2]}`} />
    </>
  );
}

function LabelBlock({ label }: { label: string }) {
  const text = useText();
  const yaml = `metadata:\n  labels:\n    ${label}\n`;
  return (
    <CopyBlock text={yaml} label={text('states.labelToAdd')}>
      {text('states.copyLabel')}
    </CopyBlock>
  );
}
