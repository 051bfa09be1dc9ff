import type { ClusterState } from '../state/clusterState';
import { derive, readability } from '../state/derived';
import type { KindDefinition } from '../state/kindDefinition';
import { kinds } from '../state/kinds';
import {
  apisixGlobalRules,
  apisixPluginConfigs,
} from '../state/kinds/apisixRoute';
import { authorizationPolicies } from '../state/kinds/authorizationPolicy';
import { backendTlsPolicies } from '../state/kinds/backendTlsPolicy';
import { configMaps } from '../state/kinds/configMap';
import { contourExtensionServices } from '../state/kinds/contour';
import { destinationRules } from '../state/kinds/destinationRule';
import {
  emissaryAuthServices,
  emissaryRateLimitServices,
} from '../state/kinds/emissary';
import { endpointSlices } from '../state/kinds/endpointSlice';
import { envoyFilters } from '../state/kinds/envoyFilter';
import {
  envoyExtensionPolicies,
  envoySecurityPolicies,
} from '../state/kinds/envoyGateway';
import { glooVirtualHostOptions } from '../state/kinds/gloo';
import { kgatewayExtensions } from '../state/kinds/kgateway';
import { kongConsumerGroups, kongConsumers } from '../state/kinds/kongConsumer';
import { kongClusterPlugins, kongPlugins } from '../state/kinds/kongPlugin';
import { namespaces } from '../state/kinds/namespace';
import { networkPolicies } from '../state/kinds/networkPolicy';
import { nodes } from '../state/kinds/node';
import { peerAuthentications } from '../state/kinds/peerAuthentication';
import { pods } from '../state/kinds/pod';
import { serviceEntries } from '../state/kinds/serviceEntry';
import { services } from '../state/kinds/service';
import { sidecars } from '../state/kinds/sidecar';
import { mutatingWebhooks, validatingWebhooks } from '../state/kinds/webhook';
import { workloadEntries } from '../state/kinds/workloadEntry';

/** Kinds without which nobody knows who is behind a Service, and what the mesh is told to do. */
const workloadKinds: readonly KindDefinition[] = [
  pods,
  services,
  endpointSlices,
  configMaps,
];

/** Kinds that single answers of the mesh lean on, which then say so themselves (mesh/caveats.ts). */
const askedKinds: readonly KindDefinition[] = [
  peerAuthentications,
  destinationRules,
  serviceEntries,
  sidecars,
];

/** Kinds that name whom an edge asks about requests: few services are such. */
const askingKinds: readonly KindDefinition[] = [
  apisixGlobalRules,
  apisixPluginConfigs,
  contourExtensionServices,
  emissaryAuthServices,
  emissaryRateLimitServices,
  envoySecurityPolicies,
  envoyExtensionPolicies,
  glooVirtualHostOptions,
  kgatewayExtensions,
  kongPlugins,
  kongClusterPlugins,
  kongConsumers,
  kongConsumerGroups,
];

/** Kinds that seldom change an answer: a verdict without them is inferred. */
const refiningKinds: readonly KindDefinition[] = [
  ...askingKinds,
  namespaces,
  nodes,
  networkPolicies,
  workloadEntries,
  envoyFilters,
  authorizationPolicies,
  backendTlsPolicies,
];

/** Kinds that findings read and no verdict: without them something is not found, and nothing is wrong. */
export const findingKinds: readonly KindDefinition[] = [
  validatingWebhooks,
  mutatingWebhooks,
];

/**
 * All others hold routes, or settings of edges: one that is hidden can hide a path. A kind that is
 * new to the engine is among these until somebody knows better.
 */
const routeKinds: readonly KindDefinition[] = kinds.filter(
  kind =>
    ![...workloadKinds, ...askedKinds, ...refiningKinds, ...findingKinds].some(
      one => one.key === kind.key,
    ),
);

/** What is hidden from us, one sentence a kind. */
export interface Hidden {
  readonly routes: readonly string[];
  readonly workloads: readonly string[];
  readonly refining: readonly string[];
}

/** What is hidden from us and matters to every service. */
export const hiddenKinds = derive([readability], (state): Hidden => {
  const sentences = (all: readonly KindDefinition[]) =>
    all.flatMap(kind => sentence(state, kind));
  return {
    routes: sentences(routeKinds),
    workloads: sentences(workloadKinds),
    refining: sentences(refiningKinds),
  };
});

function sentence(
  state: ClusterState,
  kind: KindDefinition,
): readonly string[] {
  const reason = state.unreadable(kind);
  if (reason === undefined) return [];
  const { plural, group, purpose } = kind;
  const where = group === '' ? 'the core API group' : `the API group ${group}`;
  return [
    `${plural} could not be read (${reason}): ${purpose}. The verbs list and watch on ${plural} in ${where} would settle it.`,
  ];
}
