import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useParams } from 'react-router-dom';
import { ingressPostureApiRef } from '../../api';
import { useClusters, usePolled } from '../../hooks';
import { useText } from '../../translation';
import { ServiceView } from '../service';
import { LoadError, LoadingService } from '../states';

/** A service of the fleet in full, whether an entity claims it or not. */
export function FleetService() {
  const { cluster = '', namespace = '', name = '' } = useParams();
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const clusters = useClusters();
  const { value, error, retry, confirmedAt } = usePolled(
    [cluster, namespace, name].join('/'),
    signal => api.getService({ cluster, namespace, name }, { signal }),
  );
  return (
    <>
      <p>
        <Link to=".." underline="always">
          {text('fleet.all')}
        </Link>{' '}
        /{' '}
        <Link to={`..?${new URLSearchParams({ cluster })}`} underline="always">
          {cluster}
        </Link>{' '}
        /{' '}
        <code>
          <Link
            to={`..?${new URLSearchParams({ cluster, namespace })}`}
            underline="always"
          >
            {namespace}
          </Link>
          /{name}
        </code>
      </p>
      {error && (
        <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
      )}
      {value && (
        <ServiceView
          stored={value}
          cluster={clusters.value?.items.find(
            ({ name: known }) => known === cluster,
          )}
          confirmedAt={confirmedAt}
        />
      )}
      {!value && !error && <LoadingService />}
    </>
  );
}
