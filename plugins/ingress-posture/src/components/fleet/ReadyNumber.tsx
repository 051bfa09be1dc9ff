import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import { ingressPostureApiRef } from '../../api';
import { usePolled } from '../../hooks';
import { useText } from '../../translation';
import { LinkNumber } from './FleetNumber';

/** How many of the namespaces that are not STRICT could be so today; nothing where nobody can say. */
export function ReadyNumber({ cluster }: { cluster: string | undefined }) {
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const { value, error } = usePolled(
    'strict readiness',
    signal => api.getStrictReadiness({ signal }),
    { costly: true },
  );
  const items = (value?.items ?? []).filter(
    one => cluster === undefined || one.cluster === cluster,
  );
  if (!value && !error) {
    return <Skeleton variant="rect" height="100%" animation={false} />;
  }
  if (items.length === 0) return null;
  const sum = (standing: keyof (typeof items)[number]['namespaces']) =>
    items.reduce((all, { namespaces }) => all + namespaces[standing], 0);
  const done = sum('done');
  const ready = sum('ready');
  const rest = ready + sum('with-exceptions') + sum('blocked');
  const first = items.find(({ namespaces }) => namespaces.ready) ?? items[0];
  return (
    <LinkNumber
      count={ready}
      of={rest}
      words={text('fleet.readyForStrict')}
      note={text('fleet.alreadyStrict', { count: done })}
      tone="lenient"
      to={`/strict?cluster=${encodeURIComponent(first.cluster)}`}
    />
  );
}
