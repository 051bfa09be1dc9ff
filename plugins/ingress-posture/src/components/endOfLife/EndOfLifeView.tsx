import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { EndOfLifeVendor } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { DateTime } from 'luxon';
import { ingressPostureApiRef } from '../../api';
import { useNow, usePolled } from '../../hooks';
import { rootRouteRef } from '../../routes';
import { useText } from '../../translation';
import { MiniShares } from '../fleet';
import { sourceUrl } from '../reasons';
import { Chip, FactList, Section } from '../signs';
import { LoadError, Nothing } from '../states';
import { ViewRoot } from '../ViewRoot';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    marginTop: theme.spacing(2),
  },
  shares: { marginBottom: theme.spacing(1.5) },
}));

/** The radar: vendors without fixes, the earliest end first, and how many services are behind each. */
export function EndOfLifeView() {
  const classes = useStyles();
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const { value, error, retry } = usePolled('end of life', signal =>
    api.listEndOfLife({}, { signal }),
  );
  return (
    <ViewRoot>
      <Typography variant="body1">{text('endOfLife.intro')}</Typography>
      {error && (
        <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
      )}
      {!value && !error && (
        <Skeleton variant="rect" height={220} animation={false} />
      )}
      {value?.items.length === 0 && <Nothing title={text('endOfLife.none')} />}
      <div className={classes.stack}>
        {value?.items.map(vendor => (
          <VendorCard key={vendor.vendor} vendor={vendor} />
        ))}
      </div>
    </ViewRoot>
  );
}

function VendorCard({ vendor }: { vendor: EndOfLifeVendor }) {
  const { title, date, successor, source, services, counts } = vendor;
  const classes = useStyles();
  const text = useText();
  const now = useNow(60_000);
  const root = useRouteRef(rootRouteRef);
  const end = DateTime.fromISO(date);
  const ended = end.toMillis() <= now;
  const url = sourceUrl(source);
  const said = { date: end.toLocaleString(DateTime.DATE_MED) };
  return (
    <Section
      title={title}
      level={2}
      actions={
        <Chip tone={ended ? 'broken' : 'exposed'} glyph="clock">
          {text(ended ? 'endOfLife.ended' : 'endOfLife.endsIn', said)}
        </Chip>
      }
      note={text('endOfLife.services', { count: services })}
    >
      <Typography variant="body1" paragraph>
        {vendor.text}
      </Typography>
      <div className={classes.shares}>
        <MiniShares counts={counts} total={services} />
      </div>
      <FactList
        facts={[
          [text('endOfLife.successor'), successor],
          [
            text('endOfLife.source'),
            url ? <Link to={url}>{source}</Link> : source,
          ],
        ]}
      />
      <Link to={`${root()}/services?vendor=${vendor.vendor}`}>
        {text('endOfLife.show', { vendor: title })}
      </Link>
    </Section>
  );
}
