// Backends that are any Service, as requests say: gateway.envoyproxy.io/docs/tasks/traffic/backend (DynamicResolver),
// kgateway.dev/docs/traffic-management/destination-types/backends/dfp, and clusterHeader and dynamicForwardProxy in
// solo-io/gloo projects/gloo/api/v1/proxy.proto (RouteAction).
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import type { KindDefinition } from '../state/kindDefinition';
import { agentgatewayBackends } from '../state/kinds/agentgateway';
import { envoyBackends, NamedBackend } from '../state/kinds/envoyGateway';
import {
  GlooRouteTable,
  glooRouteTables,
  GlooVirtualService,
  glooVirtualServices,
} from '../state/kinds/gloo';
import { kgatewayBackends } from '../state/kinds/kgateway';
import { indexBy } from '../state/objectIndex';

const backends = [envoyBackends, kgatewayBackends, agentgatewayBackends].map(
  (kind: KindDefinition<NamedBackend>) =>
    indexBy(kind, ({ chosenByRequests }) => (chosenByRequests ? ['any'] : [])),
);
const glooHolders = [glooVirtualServices, glooRouteTables].map(kind =>
  indexBy(
    kind as KindDefinition<GlooVirtualService | GlooRouteTable>,
    ({ rules }) => (rules.some(rule => rule.chosenByRequests) ? ['any'] : []),
  ),
);

/** One sentence for the first object that sends requests wherever these say: a path to any Service would be missing. */
export function chosenByRequestsSentences(
  state: ClusterState,
): readonly string[] {
  const [object] = [
    ...backends.flatMap(index => state.lookup(index, 'any')),
    ...glooHolders.flatMap(index => state.lookup(index, 'any')),
  ];
  return object
    ? [
        `${objectName(
          object,
        )} sends requests wherever their headers say: a path through it would be missing here.`,
      ]
    : [];
}
