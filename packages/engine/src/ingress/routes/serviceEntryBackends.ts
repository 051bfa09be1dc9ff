// ServiceEntries as backends of kgateway's routes: kgateway-dev/kgateway
// internal/kgateway/extensions2/plugins/serviceentry/backendref.go (getBackendForRef).
import { httpRoutes } from '../../state/kinds/httpRoute';
import { serviceEntries, ServiceEntry } from '../../state/kinds/serviceEntry';
import type { Service } from '../../state/kinds/service';
import { objectName } from '../../state/evidence';
import { indexBy } from '../../state/objectIndex';
import { namedService } from './aliases';
import { gatewayBindings } from './gatewayApiRoutes';
import type { RouteReader } from './routeReader';

const byEntry = indexBy(httpRoutes, ({ meta, rules }) =>
  rules
    .flatMap(rule => [...rule.backends, ...rule.mirrors])
    .filter(({ group }) => group === serviceEntries.group)
    .map(({ kind, name, namespace = meta.namespace }) =>
      kind === 'Hostname' ? name : `${namespace}/${name}`,
    ),
);

// By the namespace whose pods one may select, and by every Service that it has the name of.
const byReach = indexBy(serviceEntries, entry => [
  ...(entry.workloadSelector ? [entry.meta.namespace] : []),
  ...entry.hosts.flatMap(host => namedService(host) ?? []),
]);

/** Routes to ServiceEntries that may have a Service's pods: what kgateway dials by them is not followed. */
export const serviceEntryBackends: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, service) =>
    [service.meta.namespace, `${service.meta.namespace}/${service.meta.name}`]
      .flatMap(key => state.lookup(byReach, key))
      .filter(entry => mayHavePodsOf(entry, service))
      .flatMap(entry =>
        [...entry.hosts, `${entry.meta.namespace}/${entry.meta.name}`]
          .flatMap(key => state.lookup(byEntry, key))
          .filter(route =>
            gatewayBindings(state, route).some(
              ({ server }) => server.vendor.id === 'kgateway',
            ),
          )
          .map(route => ({
            object: route,
            why: `by ${objectName(
              entry,
            )}, which may have its pods: what kgateway sends to ServiceEntries is not followed here.`,
          })),
      ),
};

/** Whether labels that one selects by say nothing against those of the Service's pods. */
function mayHavePodsOf(
  { workloadSelector }: ServiceEntry,
  { selector }: Service,
): boolean {
  if (!workloadSelector) return true;
  return (
    selector !== undefined &&
    Object.entries(workloadSelector).every(
      ([key, value]) => selector[key] === undefined || selector[key] === value,
    )
  );
}
