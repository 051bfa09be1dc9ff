import { hostsOverlap } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { emissaryHosts, Mapping, TcpMapping } from '../../state/kinds/emissary';
import type { Service } from '../../state/kinds/service';
import type { Edge, Route } from '../edges/edge';
import {
  clusterMaker,
  mappingsByBackend,
  tcpMappingsByBackend,
} from './emissaryCluster';
import { emissaryTls } from './emissaryTls';
import { watches } from '../edges/watchedNamespaces';
import {
  emissaryId,
  emissaryIdsOf,
  Instance,
  instanceRef,
  instances,
} from '../edges/instances';
import { MappedPort, mappingDial, tcpMappingDial } from '../dial/mappingDial';
import { parseTarget } from './mappingTarget';
import type { RouteReader } from './routeReader';
import { vendorAsSubject } from '../vendorDescription';
import { emissaryRouting, whyNoEmissaryRouting } from './emissaryRouting';

/** Mappings and TCPMappings, at each Emissary installation that their ambassador_id names. */
export const emissaryRoutes: RouteReader = {
  routesTo: (state, service) => {
    return [
      ...atInstances(state, mappingsTo(state, service), (mapping, instance) =>
        mappingRoutes(state, mapping, service, instance),
      ),
      ...atInstances(
        state,
        tcpMappingsTo(state, service),
        (mapping, instance) =>
          tcpMappingRoutes(state, mapping, service, instance),
      ),
    ];
  },
  leftOut: (state, service) =>
    [...mappingsTo(state, service), ...tcpMappingsTo(state, service)].flatMap(
      mapping =>
        emissaryInstances(state, mapping).flatMap(instance => {
          const why = whyLeftOut(state, mapping, service, instance);
          const edge = vendorAsSubject(instance.vendor);
          return why === undefined ? [] : [{ object: mapping, edge, why }];
        }),
    ),
};

/** Why nothing comes of a Mapping, as the rest of a sentence. */
function whyLeftOut(
  state: ClusterState,
  mapping: Mapping | TcpMapping,
  service: Service,
  instance: Instance,
): string | undefined {
  if (mapping.kind === 'Mapping' && mapping.redirects) return undefined;
  if (!mappedPort(state, mapping, service, instance)) {
    return `it leads to ${mapping.service}, and ${objectName(
      service,
    )} has no such port`;
  }
  const routing = emissaryRouting(state, mapping);
  return routing?.addressing === 'pod-ip' && service.type === 'ExternalName'
    ? `${objectName(
        service,
      )} is of type ExternalName, and its resolver looks for endpoints`
    : whyNoEmissaryRouting(state, mapping);
}

function mappingsTo(state: ClusterState, service: Service): readonly Mapping[] {
  return keysOf(service).flatMap(key => state.lookup(mappingsByBackend, key));
}

function tcpMappingsTo(
  state: ClusterState,
  service: Service,
): readonly TcpMapping[] {
  return keysOf(service).flatMap(key =>
    state.lookup(tcpMappingsByBackend, key),
  );
}

/** What a Mapping can call a Service by. */
function keysOf({ meta, clusterIps }: Service): readonly string[] {
  return [`${meta.namespace}/${meta.name}`, ...clusterIps];
}

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
  mapping: Mapping | TcpMapping,
): readonly Instance[] {
  return state
    .read(instances)
    .filter(
      instance =>
        instance.vendor.id === 'emissary' &&
        watches(state, instance, mapping, 'own kinds') &&
        emissaryIdsOf(mapping).includes(emissaryId(instance.pods[0])),
    );
}

function edgeOf(instance: Instance): Edge {
  const { vendor, pods } = instance;
  return { vendor, ref: instanceRef(instance), pods, reasons: [] };
}

/** The port of a Service that a Mapping leads to; undefined where it has none of that number. */
function mappedPort(
  state: ClusterState,
  mapping: Mapping | TcpMapping,
  service: Service,
  instance: Instance,
): MappedPort | undefined {
  const tls = emissaryTls(state, mapping, instance);
  const target = parseTarget(mapping, tls.tls !== null);
  const port = service.ports.find(one => one.port === target.port);
  return port && { service, port, target, tls, instance };
}

function mappingRoutes(
  state: ClusterState,
  mapping: Mapping,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const mapped = mappedPort(state, mapping, service, instance);
  if (!mapped || mapping.redirects) return [];
  const maker = clusterMaker(state, mapping, instance);
  const dial = mappingDial(state, mapping, maker, {
    ...mapped,
    tls: emissaryTls(state, maker, instance),
  });
  if (!dial) return [];
  const { namespace, name } = mapping.meta;
  const host =
    mapping.hostname === '*' || mapping.hostIsPattern ? null : mapping.hostname;
  return [
    {
      edge: edgeOf(instance),
      ref: { kind: 'Mapping', namespace, name, host, path: mapping.prefix },
      ...(mapping.prefixIsPattern && { pathIsPattern: true }),
      object: mapping,
      backend: backendFor(mapped),
      clientTls: endsTls(state, host),
      dial,
    },
  ];
}

function backendFor({ service, port }: MappedPort): Route['backend'] {
  const { namespace, name } = service.meta;
  return { namespace, service: name, port: port.port };
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
  const mapped = mappedPort(state, mapping, service, instance);
  const maker = clusterMaker(state, mapping, instance);
  const dial =
    mapped &&
    tcpMappingDial(state, mapping, maker, {
      ...mapped,
      tls: emissaryTls(state, maker, instance),
    });
  if (!mapped || !dial) return [];
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
      backend: backendFor(mapped),
      clientTls: mapping.host !== null,
      carriesConnections: true,
      dial,
    },
  ];
}
