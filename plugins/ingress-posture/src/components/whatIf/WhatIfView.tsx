import { useApi } from '@backstage/core-plugin-api';
import { WhatIfQuestion } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import { ReactNode } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { ingressPostureApiRef } from '../../api';
import { useClusters, useSearchState } from '../../hooks';
import { reasonOf } from '../../reasonOf';
import { useText } from '../../translation';
import { ChoiceFilter, Section } from '../signs';
import { LoadError, Nothing } from '../states';
import { ViewRoot } from '../ViewRoot';
import { WhatIfAnswer } from './WhatIfAnswer';
import { WhatIfForm } from './WhatIfForm';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    marginTop: theme.spacing(2),
  },
  choice: { marginBottom: theme.spacing(2) },
}));

/** Manifests in; which verdicts would change, and which paths would break, out. */
export function WhatIfView() {
  const classes = useStyles();
  const text = useText();
  const [search, change] = useSearchState();
  const { value, error, retry } = useClusters();
  const clusters = (value?.items ?? []).map(({ name }) => name);
  const cluster = search.get('cluster') ?? clusters[0];
  return (
    <ViewRoot>
      <Typography variant="body1">{text('whatIf.intro')}</Typography>
      <div className={classes.stack}>
        {error && !cluster && (
          <LoadError
            error={error}
            hasContent={Boolean(value)}
            onRetry={retry}
          />
        )}
        {value && clusters.length === 0 && (
          <Nothing
            title={text('clusters.none')}
            description={text('clusters.noneHelp')}
          />
        )}
        {cluster && (
          <Asking
            key={cluster}
            cluster={cluster}
            choice={
              clusters.length > 1 && (
                <div className={classes.choice}>
                  <ChoiceFilter
                    label={text('strict.cluster')}
                    choices={clusters.map(one => ({ value: one, label: one }))}
                    chosen={[cluster]}
                    onChange={chosen => change({ cluster: chosen })}
                  />
                </div>
              )
            }
          />
        )}
      </div>
    </ViewRoot>
  );
}

function Asking(props: { cluster: string; choice: ReactNode }) {
  const { cluster, choice } = props;
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const [{ value, error, loading }, ask] = useAsyncFn(
    (question: WhatIfQuestion) => api.whatIf(cluster, question),
    [api, cluster],
  );
  return (
    <>
      <Section title={text('whatIf.question')} level={2} note={cluster}>
        {choice}
        <WhatIfForm busy={loading} onAsk={ask} />
      </Section>
      <div aria-live="polite">
        {loading && (
          <div role="status" aria-label={text('whatIf.working')}>
            <Skeleton variant="rect" height={160} animation={false} />
          </div>
        )}
        {error && !loading && (
          <Alert severity="error">
            {text('whatIf.failed', { cluster, message: reasonOf(error) })}
          </Alert>
        )}
        {value && !error && !loading && <WhatIfAnswer answer={value} />}
      </div>
    </>
  );
}
