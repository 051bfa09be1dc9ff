import { useApi } from '@backstage/core-plugin-api';
import { DayTotals } from '@ingress-posture/plugin-ingress-posture-common';
import { ingressPostureApiRef } from '../../api';
import { usePolled } from '../../hooks';
import { FleetQuery, isFiltered } from './fleetQuery';

/**
 * The totals of the days before, which are kept for whole clusters: none where a query counts only some of
 * their services.
 */
export function useFleetHistory(query: FleetQuery): readonly DayTotals[] {
  const api = useApi(ingressPostureApiRef);
  const { cluster, environment } = query;
  const { value, outdated } = usePolled(
    JSON.stringify(['history', cluster, environment]),
    signal => api.getServiceHistory({ cluster, environment }, { signal }),
    { costly: true },
  );
  return value && !outdated && countsWholeClusters(query) ? value.items : [];
}

/** Counts are over all postures and modes, whichever are shown. */
function countsWholeClusters(query: FleetQuery): boolean {
  const whole = { cluster: undefined, environment: undefined };
  return !isFiltered({ ...query, ...whole, posture: [], mode: [] });
}
