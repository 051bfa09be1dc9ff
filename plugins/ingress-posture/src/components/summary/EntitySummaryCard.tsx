import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ServiceList } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { ingressPostureApiRef } from '../../api';
import { useFleetPath, usePolled } from '../../hooks';
import { useText } from '../../translation';
import { MiniShares } from '../fleet';
import { LoadError } from '../states';
import { ViewRoot } from '../ViewRoot';

const useStyles = makeStyles(theme => ({
  room: { minHeight: 64 },
  gap: { marginBottom: theme.spacing(1) },
}));

/** What a System has as parts, or a Group or User owns: how many of its services are in which state. */
export function EntitySummaryCard() {
  const { entity } = useEntity();
  const classes = useStyles();
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const fleet = useFleetPath();
  const ref = stringifyEntityRef(entity);
  const key = entity.kind.toLowerCase() === 'system' ? 'system' : 'owner';
  const filter = { [key]: ref };
  const { value, error, retry } = usePolled(
    `summary ${JSON.stringify(filter)}`,
    signal => api.listServices({ ...filter, limit: 1 }, { signal }),
  );
  return (
    <InfoCard
      title={text('summary.title')}
      deepLink={
        fleet === null
          ? undefined
          : {
              title: text('summary.all'),
              link: `${fleet}/services?${new URLSearchParams(filter)}`,
            }
      }
    >
      <ViewRoot>
        <div className={classes.room}>
          {error && (
            <LoadError
              error={error}
              hasContent={Boolean(value)}
              onRetry={retry}
            />
          )}
          {!value && !error && (
            <Skeleton variant="rect" height={64} animation={false} />
          )}
          {value && <Summary list={value} />}
        </div>
      </ViewRoot>
    </InfoCard>
  );
}

function Summary({ list }: { list: ServiceList }) {
  const { total, counts } = list;
  const classes = useStyles();
  const text = useText();
  if (total === 0) {
    return (
      <Typography variant="body1">
        {text('summary.none')} {text('summary.noneHelp')}
      </Typography>
    );
  }
  const { rejected, plaintext, unmeshed } = counts.posture;
  const exposed = plaintext + unmeshed;
  const sentences = [
    ...(rejected ? [text('summary.broken', { count: rejected })] : []),
    ...(exposed ? [text('summary.open', { count: exposed })] : []),
  ];
  return (
    <>
      <Typography variant="body1" className={classes.gap}>
        {text('common.count.services', { count: total })}.{' '}
        {sentences.length ? `${sentences.join('; ')}.` : text('summary.good')}
      </Typography>
      <MiniShares counts={counts} total={total} />
    </>
  );
}
