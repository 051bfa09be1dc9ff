import { useApi } from '@backstage/core-plugin-api';
import { StrictPreview } from '@ingress-posture/engine';
import Card from '@material-ui/core/Card';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { ingressPostureApiRef } from '../../api';
import { useClusters, usePolled, useSearchState } from '../../hooks';
import { useText } from '../../translation';
import { ChoiceFilter, forcedColoursEdges, Section } from '../signs';
import { LoadError, Nothing } from '../states';
import { ViewRoot } from '../ViewRoot';
import { BreakList } from './BreakList';
import { PermissiveList } from './PermissiveList';
import { PreviewCounts } from './PreviewCounts';
import { StageList } from './StageList';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    marginTop: theme.spacing(2),
  },
  caveats: { marginTop: theme.spacing(1.5) },
  summary: { cursor: 'pointer' },
  head: {
    ...forcedColoursEdges,
    display: 'flex',
    // Backstage's theme stacks what is in a card.
    flexDirection: 'row',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1.5, 3),
    padding: theme.spacing(2, 2.5),
    overflow: 'visible',
  },
}));

/** The STRICT preview of a cluster as a plan: what would break, and an order in which nothing does. */
export function StrictView() {
  const classes = useStyles();
  const text = useText();
  const [search, change] = useSearchState();
  const { value, error, retry } = useClusters();
  const clusters = (value?.items ?? []).map(({ name }) => name);
  const cluster = search.get('cluster') ?? clusters[0];
  return (
    <ViewRoot>
      <Card className={classes.head}>
        <Typography variant="body1">{text('strict.intro')}</Typography>
        {clusters.length > 1 && (
          <ChoiceFilter
            label={text('strict.cluster')}
            choices={clusters.map(name => ({ value: name, label: name }))}
            chosen={cluster ? [cluster] : []}
            onChange={chosen => change({ cluster: chosen })}
          />
        )}
      </Card>
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
        {cluster && <ClusterPlan key={cluster} cluster={cluster} />}
      </div>
    </ViewRoot>
  );
}

function ClusterPlan({ cluster }: { cluster: string }) {
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const { value, error, retry } = usePolled(
    `strict ${cluster}`,
    signal => api.previewStrict(cluster, {}, { signal }),
    { costly: true },
  );
  return (
    <>
      {error && (
        <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
      )}
      {!value && !error && (
        <div role="status" aria-label={text('strict.working')}>
          <Skeleton variant="rect" height={320} animation={false} />
        </div>
      )}
      {value && <Plan preview={value} />}
    </>
  );
}

function Plan({ preview }: { preview: StrictPreview }) {
  const { cluster, sentence, counts, breaks, order, caveats } = preview;
  const { stillPermissive } = preview;
  const classes = useStyles();
  const text = useText();
  return (
    <>
      <Section title={sentence} level={2} note={cluster}>
        <PreviewCounts counts={counts} />
        {caveats.length > 0 && (
          <details className={classes.caveats}>
            <summary className={classes.summary}>
              {text('strict.caveats')}
            </summary>
            <ul>
              {caveats.map(caveat => (
                <li key={caveat}>{caveat}</li>
              ))}
            </ul>
          </details>
        )}
      </Section>
      <Section title={text('strict.order')}>
        <StageList stages={order} />
      </Section>
      <Section title={text('strict.breaks')} note={String(breaks.length)}>
        <BreakList cluster={cluster} breaks={breaks} />
      </Section>
      {stillPermissive.length > 0 && (
        <Section
          title={text('strict.permissive')}
          note={String(stillPermissive.length)}
        >
          <PermissiveList cluster={cluster} permissive={stillPermissive} />
        </Section>
      )}
    </>
  );
}
