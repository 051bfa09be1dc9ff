import { useApi } from '@backstage/core-plugin-api';
import { ServicePosture, StrictPreview } from '@ingress-posture/engine';
import { StrictPreviewQuery } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useState } from 'react';
import { ingressPostureApiRef } from '../../api';
import { usePolled } from '../../hooks';
import { Text, useText } from '../../translation';
import { FleetLink, Section, SmallButton } from '../signs';
import { LoadError } from '../states';
import { BreakList } from './BreakList';
import { PreviewCounts } from './PreviewCounts';
import { Stage } from './StageList';

const useStyles = makeStyles(theme => ({
  scopes: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
    '@media print': { display: 'none' },
  },
  // A name may be longer than the column is wide.
  scope: {
    flexShrink: 1,
    maxWidth: '100%',
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    textAlign: 'left',
  },
  part: { marginTop: theme.spacing(1.5) },
}));

const scopes = ['workload', 'namespace'] as const;

/** What would break if this workload, or its namespace, turned STRICT now, and what to do before. */
export function IfStrictSection({ posture }: { posture: ServicePosture }) {
  const { cluster, service } = posture;
  const classes = useStyles();
  const text = useText();
  const [scope, setScope] = useState<(typeof scopes)[number]>('workload');
  const names = {
    workload: service.name,
    namespace: text('strict.namespace', { namespace: service.namespace }),
  };
  return (
    <Section title={text('strict.ifTitle')}>
      <div
        className={classes.scopes}
        role="group"
        aria-label={text('strict.scope')}
      >
        {scopes.map(one => (
          <SmallButton
            key={one}
            className={classes.scope}
            aria-pressed={one === scope}
            color={one === scope ? 'primary' : 'default'}
            variant={one === scope ? 'contained' : 'outlined'}
            disableElevation
            onClick={() => setScope(one)}
          >
            {names[one]}
          </SmallButton>
        ))}
      </div>
      <Preview
        posture={posture}
        query={{
          namespace: service.namespace,
          ...(scope === 'workload' && { service: service.name }),
          remedies: false,
        }}
      />
      <Typography variant="body2" className={classes.part}>
        <FleetLink to={`/strict?cluster=${encodeURIComponent(cluster)}`}>
          {text('strict.wholePlan', { cluster })}
        </FleetLink>
      </Typography>
    </Section>
  );
}

function Preview(props: {
  posture: ServicePosture;
  query: StrictPreviewQuery;
}) {
  const { posture, query } = props;
  const { cluster, sentence, paths } = posture;
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  // What the page shows is part of the question: another verdict is worth asking again at once.
  const shown = JSON.stringify([query, sentence, paths.length]);
  const { value, error, retry, outdated } = usePolled(
    `if strict ${cluster} ${shown}`,
    signal => api.previewStrict(cluster, query, { signal }),
    { costly: true },
  );
  const isOther = value && outdated && !isAbout(value, query);
  if (!value || isOther) {
    return error ? (
      <LoadError error={error} hasContent={false} onRetry={retry} />
    ) : (
      <div role="status" aria-label={text('strict.working')}>
        <Skeleton variant="rect" height={96} animation={false} />
      </div>
    );
  }
  return <PreviewAnswer preview={value} posture={posture} />;
}

function PreviewAnswer(props: {
  preview: StrictPreview;
  posture: ServicePosture;
}) {
  const { preview, posture } = props;
  const { cluster, counts, breaks, order } = preview;
  const classes = useStyles();
  const text = useText();
  const nothing = whyNothing(preview, text);
  if (nothing) {
    return (
      <Typography variant="body2" aria-live="polite">
        {nothing}
      </Typography>
    );
  }
  return (
    <div aria-live="polite">
      <Typography variant="body2" gutterBottom>
        {preview.sentence}
      </Typography>
      <PreviewCounts counts={counts} brief />
      {breaks.length > 0 && (
        <div className={classes.part}>
          <BreakList cluster={cluster} breaks={breaks} here={posture} />
        </div>
      )}
      {order.map(stage => (
        <div key={stage.namespace} className={classes.part}>
          <Stage stage={stage} />
        </div>
      ))}
    </div>
  );
}

/** Why STRICT would change nothing; undefined where it would. */
function whyNothing(
  { counts, breaks }: StrictPreview,
  text: Text,
): string | undefined {
  const { services, strict, apart } = counts;
  if (breaks.length > 0) return undefined;
  if (apart === services) return text('strict.changesNothing');
  return strict === services ? text('strict.already') : undefined;
}

/** Whether a preview answers a question; the answer to the one before may still be there. */
function isAbout({ scope }: StrictPreview, query: StrictPreviewQuery): boolean {
  return (scope.kind === 'workload') === (query.service !== undefined);
}
