import type { ClusterState } from '../state/clusterState';
import type { KindDefinition } from '../state/kindDefinition';
import { mappings } from '../state/kinds/emissary';
import { endpointSlices } from '../state/kinds/endpointSlice';
import { httpRoutes } from '../state/kinds/httpRoute';
import { ingresses } from '../state/kinds/ingress';
import { ingressClasses } from '../state/kinds/ingressClass';
import { istioGateways } from '../state/kinds/istioGateway';
import { pods } from '../state/kinds/pod';
import { services } from '../state/kinds/service';
import { virtualServices } from '../state/kinds/virtualService';

/** Kinds that hold routes: one that is hidden can hide a path. */
const routeKinds: readonly KindDefinition[] = [
  ingresses,
  ingressClasses,
  virtualServices,
  istioGateways,
  httpRoutes,
  mappings,
];

/** Kinds without which nobody knows who is behind a Service. */
const workloadKinds: readonly KindDefinition[] = [
  pods,
  services,
  endpointSlices,
];

/** What is hidden from us and matters to every service, one sentence a kind. */
export function unreadableFor(state: ClusterState): {
  readonly routes: readonly string[];
  readonly workloads: readonly string[];
} {
  return {
    routes: routeKinds.flatMap(kind => sentence(state, kind)),
    workloads: workloadKinds.flatMap(kind => sentence(state, kind)),
  };
}

function sentence(
  state: ClusterState,
  kind: KindDefinition,
): readonly string[] {
  const reason = state.unreadable(kind);
  if (reason === undefined) return [];
  return [`${kind.plural} could not be read (${reason}): ${kind.purpose}.`];
}
