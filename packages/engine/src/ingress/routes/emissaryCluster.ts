import { compareText } from '../../state/compareText';
import type { ClusterState } from '../../state/clusterState';
import {
  Mapping,
  mappings,
  TcpMapping,
  tcpMappings,
} from '../../state/kinds/emissary';
import { indexBy } from '../../state/objectIndex';
import { emissaryId, emissaryIdsOf, Instance } from '../edges/instances';
import { emissaryRouting } from './emissaryRouting';
import { emissaryContext, emissaryTls } from './emissaryTls';
import { dialledName, parseTarget } from './mappingTarget';

/** "namespace/name" of the Service that a Mapping names, and the name as it is written: it may be an address. */
export function backendOf(mapping: Mapping | TcpMapping): readonly string[] {
  const { namespace, service, written } = parseTarget(mapping, false);
  return [`${namespace}/${service}`, written];
}

export const mappingsByBackend = indexBy(mappings, backendOf);
export const tcpMappingsByBackend = indexBy(tcpMappings, backendOf);

/**
 * The Mapping that makes the cluster of one: those whose clusters have one name share it, and what the first of
 * them says of resolver, gRPC and TLS counts for all (emissary-ingress/emissary
 * python/ambassador/ir/ircluster.py, ir.py add_cluster). TCPMappings come after all Mappings.
 */
export function clusterMaker<T extends Mapping | TcpMapping>(
  state: ClusterState,
  mapping: T,
  instance: Instance,
): T | Mapping | TcpMapping {
  const [backend] = backendOf(mapping);
  const name = clusterName(state, mapping, instance);
  const id = emissaryId(instance.pods[0]);
  const makes = (one: Mapping | TcpMapping) =>
    emissaryIdsOf(one).includes(id) &&
    clusterName(state, one, instance) === name &&
    emissaryRouting(state, one)?.caveats.length === 0;
  const first = (found: readonly (Mapping | TcpMapping)[]) =>
    found
      .filter(makes)
      .sort((one, other) => compareText(placeOf(one), placeOf(other)))
      .at(0);
  const ofRequests = state
    .lookup(mappingsByBackend, backend)
    .filter(one => !one.redirects);
  return (
    first(ofRequests) ??
    first(state.lookup(tcpMappingsByBackend, backend)) ??
    mapping
  );
}

/** Mappings are taken in the order of their names (fetch/fetcher.py, sorted). */
function placeOf({ meta }: Mapping | TcpMapping): string {
  return `${meta.name}.${meta.namespace}`;
}

/** Resolver and gRPC are no part of it. */
function clusterName(
  state: ClusterState,
  mapping: Mapping | TcpMapping,
  instance: Instance,
): string {
  const { meta, service } = mapping;
  const startsTls = emissaryTls(state, mapping, instance).tls !== null;
  const target = parseTarget(mapping, startsTls);
  const scheme = /^\w+:\/\//.exec(service)?.[0] ?? '';
  const context =
    scheme === '' ? emissaryContext(state, mapping, instance) : undefined;
  const own: Partial<Mapping> = mapping.kind === 'Mapping' ? mapping : {};
  return JSON.stringify([
    own.shadow ? 'shadow' : own.clusterTag,
    scheme.toLowerCase(),
    dialledName(mapping, target, instance.pods[0].meta.namespace),
    /:\d+/.exec(service.slice(scheme.length))?.[0],
    startsTls,
    context?.meta.name,
    (startsTls && own.hostRewrite) || null,
    meta.namespace,
    own.circuitBreakers,
    own.loadBalancer,
  ]);
}
