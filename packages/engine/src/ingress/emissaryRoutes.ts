import type { ClusterState } from '../state/clusterState';
import { Mapping, mappings } from '../state/kinds/emissary';
import type { Service } from '../state/kinds/service';
import { indexBy } from '../state/objectIndex';
import type { Route } from './edge';
import { emissaryId, Instance, instanceRef, instances } from './instances';
import { mappingDial } from './mappingDial';
import { parseTarget } from './mappingTarget';
import type { RouteReader } from './routeReader';

const mappingsByBackend = indexBy(mappings, mapping => {
  const { namespace, service } = parseTarget(mapping);
  return [`${namespace}/${service}`];
});

/** Mappings. */
export const emissaryRoutes: RouteReader = {
  routesTo: emissaryRoutesTo,
};

/** The Mappings that lead to a Service, at each Emissary installation that their ambassador_id names. */
export function emissaryRoutesTo(
  state: ClusterState,
  service: Service,
): readonly Route[] {
  const { namespace, name } = service.meta;
  const leading = state.lookup(mappingsByBackend, `${namespace}/${name}`);
  return leading.flatMap(mapping =>
    emissaryInstances(state, mapping).flatMap(instance =>
      routeOf(state, mapping, service, instance),
    ),
  );
}

function emissaryInstances(
  state: ClusterState,
  mapping: Mapping,
): readonly Instance[] {
  const wanted =
    mapping.ambassadorIds.length > 0 ? mapping.ambassadorIds : ['default'];
  return state
    .read(instances)
    .filter(
      instance =>
        instance.vendor.id === 'emissary' &&
        wanted.includes(emissaryId(instance.pods[0])),
    );
}

function routeOf(
  state: ClusterState,
  mapping: Mapping,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const target = parseTarget(mapping);
  if (!service.ports.some(port => port.port === target.port)) return [];
  const { namespace, name } = mapping.meta;
  return [
    {
      edge: {
        vendor: instance.vendor,
        ref: instanceRef(instance),
        pods: instance.pods,
        reasons: [],
      },
      ref: {
        kind: 'Mapping',
        namespace,
        name,
        host: mapping.hostname === '*' ? null : mapping.hostname,
        path: mapping.prefix,
      },
      object: mapping,
      backend: target,
      clientTls: false,
      dial: mappingDial(state, mapping, service, target),
    },
  ];
}
