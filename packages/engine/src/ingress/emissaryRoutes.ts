import { hostsOverlap } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import {
  emissaryHosts,
  Mapping,
  mappings,
  TcpMapping,
  tcpMappings,
} from '../state/kinds/emissary';
import type { Service } from '../state/kinds/service';
import { indexBy } from '../state/objectIndex';
import type { Edge, Route } from './edge';
import { emissaryId, Instance, instanceRef, instances } from './instances';
import { mappingDial, tcpMappingDial } from './mappingDial';
import { parseTarget } from './mappingTarget';
import type { RouteReader } from './routeReader';

const backendOf = (mapping: Mapping | TcpMapping) => {
  const { namespace, service } = parseTarget(mapping);
  return [`${namespace}/${service}`];
};
const mappingsByBackend = indexBy(mappings, backendOf);
const tcpMappingsByBackend = indexBy(tcpMappings, backendOf);

/** Mappings and TCPMappings, at each Emissary installation that their ambassador_id names. */
export const emissaryRoutes: RouteReader = {
  routesTo: (state, service) => {
    const key = `${service.meta.namespace}/${service.meta.name}`;
    return [
      ...atInstances(
        state,
        state.lookup(mappingsByBackend, key),
        (mapping, instance) => mappingRoutes(state, mapping, service, instance),
      ),
      ...atInstances(
        state,
        state.lookup(tcpMappingsByBackend, key),
        (mapping, instance) =>
          tcpMappingRoutes(state, mapping, service, instance),
      ),
    ];
  },
};

function atInstances<T extends Mapping | TcpMapping>(
  state: ClusterState,
  leading: readonly T[],
  routes: (mapping: T, instance: Instance) => readonly Route[],
): readonly Route[] {
  return leading.flatMap(mapping =>
    emissaryInstances(state, mapping).flatMap(instance =>
      routes(mapping, instance),
    ),
  );
}

function emissaryInstances(
  state: ClusterState,
  { ambassadorIds }: Mapping | TcpMapping,
): readonly Instance[] {
  const wanted = ambassadorIds.length > 0 ? ambassadorIds : ['default'];
  return state
    .read(instances)
    .filter(
      instance =>
        instance.vendor.id === 'emissary' &&
        wanted.includes(emissaryId(instance.pods[0])),
    );
}

function edgeOf(instance: Instance): Edge {
  const { vendor, pods } = instance;
  return { vendor, ref: instanceRef(instance), pods, reasons: [] };
}

function mappingRoutes(
  state: ClusterState,
  mapping: Mapping,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const target = parseTarget(mapping);
  const isPort = service.ports.some(port => port.port === target.port);
  if (!isPort || mapping.redirects) return [];
  const { namespace, name } = mapping.meta;
  const host =
    mapping.hostname === '*' || mapping.hostIsPattern ? null : mapping.hostname;
  return [
    {
      edge: edgeOf(instance),
      ref: { kind: 'Mapping', namespace, name, host, path: mapping.prefix },
      ...(mapping.prefixIsPattern && { pathIsPattern: true }),
      object: mapping,
      backend: target,
      clientTls: endsTls(state, host),
      dial: mappingDial(state, mapping, service, target, instance),
    },
  ];
}

/** Whether a Host object that has a certificate is for a host. */
function endsTls(state: ClusterState, host: string | null): boolean {
  return state
    .list(emissaryHosts)
    .some(
      one => one.endsTls && (host === null || hostsOverlap(one.hostname, host)),
    );
}

function tcpMappingRoutes(
  state: ClusterState,
  mapping: TcpMapping,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const target = parseTarget(mapping);
  const port = service.ports.find(one => one.port === target.port);
  if (!port) return [];
  const { namespace, name } = mapping.meta;
  return [
    {
      edge: edgeOf(instance),
      ref: {
        kind: 'TCPMapping',
        namespace,
        name,
        host: mapping.host,
        path: null,
      },
      object: mapping,
      backend: target,
      clientTls: mapping.host !== null,
      carriesConnections: true,
      dial: tcpMappingDial(state, mapping, service, port, instance),
    },
  ];
}
