// Which routes a listener lets in: istio pilot/pkg/config/kube/gateway/conversion.go namespacesFromSelector, generateSupportedKinds.
import type { ClusterState } from '../../state/clusterState';
import type {
  AllowedNamespaces,
  GatewayListener,
} from '../../state/kinds/gateway';
import { namespaces } from '../../state/kinds/namespace';
import { selects } from '../../state/labelSelector';
import { allLabels, isNamespaceSelected } from '../../state/namespaceLabels';

const group = 'gateway.networking.k8s.io';

/** Namespaces whose routes, or ListenerSets, may attach; `*` for all of them. */
export function allowedNamespaces(
  state: ClusterState,
  own: string,
  { allowedFrom, allowedSelector }: AllowedNamespaces,
): readonly string[] {
  if (allowedFrom === 'All') return ['*'];
  if (allowedFrom === 'Same') return [own];
  if (allowedFrom !== 'Selector') return [];
  return state
    .list(namespaces)
    .filter(one => selects(allowedSelector, allLabels(one)))
    .map(one => one.meta.name);
}

/** Whether routes of a namespace may attach. */
export function allowsNamespace(
  state: ClusterState,
  own: string,
  { allowedFrom, allowedSelector }: AllowedNamespaces,
  namespace: string,
): boolean {
  if (allowedFrom === 'All') return true;
  if (allowedFrom === 'Same') return namespace === own;
  if (allowedFrom !== 'Selector') return false;
  return isNamespaceSelected(state, namespace, allowedSelector) ?? false;
}

/** Kinds of routes that may attach: those that the protocol implies, or fewer. */
export function routeKinds({
  protocol,
  tls,
  allowedKinds,
}: GatewayListener): readonly string[] {
  const implied = impliedKinds(protocol, tls?.mode);
  if (allowedKinds.length === 0) return implied;
  return allowedKinds
    .filter(one => one.group === group && implied.includes(one.kind))
    .map(one => one.kind);
}

function impliedKinds(
  protocol: string,
  mode: string | undefined,
): readonly string[] {
  if (protocol === 'HTTP' || protocol === 'HTTPS') {
    return ['HTTPRoute', 'GRPCRoute'];
  }
  if (protocol === 'TCP') return ['TCPRoute'];
  if (protocol !== 'TLS') return [];
  return mode === 'Passthrough' ? ['TLSRoute'] : ['TCPRoute', 'TLSRoute'];
}
