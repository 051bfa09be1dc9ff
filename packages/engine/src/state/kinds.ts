import { KindDefinition, kindKey } from './kindDefinition';
import { configMaps } from './kinds/configMap';
import {
  ambassadorModules,
  emissaryListeners,
  kubernetesEndpointResolvers,
  mappings,
} from './kinds/emissary';
import { endpointSlices } from './kinds/endpointSlice';
import { ingresses } from './kinds/ingress';
import { ingressClasses } from './kinds/ingressClass';
import { namespaces } from './kinds/namespace';
import { nodes } from './kinds/node';
import { peerAuthentications } from './kinds/peerAuthentication';
import { pods } from './kinds/pod';
import { services } from './kinds/service';
import { text } from './read';

/**
 * Everything the engine reads, in one table: watches, the ClusterRole, the page of permissions and
 * "what could not be read" are derived from it.
 */
export const kinds: readonly KindDefinition[] = [
  namespaces,
  nodes,
  pods,
  services,
  endpointSlices,
  configMaps,
  ingresses,
  ingressClasses,
  peerAuthentications,
  mappings,
  emissaryListeners,
  ambassadorModules,
  kubernetesEndpointResolvers,
];

const byKey: ReadonlyMap<string, KindDefinition> = new Map(
  kinds.map(kind => [kindKey(kind), kind]),
);

/** The definition of an object's kind, undefined when no rule reads it. */
export function kindOf(object: unknown): KindDefinition | undefined {
  const kind = text(object, 'kind');
  const apiVersion = text(object, 'apiVersion');
  if (kind === undefined || apiVersion === undefined) return undefined;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return byKey.get(kindKey({ group, kind }));
}
