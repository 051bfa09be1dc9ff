import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  agentgatewayParameters,
  agentgatewayPolicies,
} from '../../state/kinds/agentgateway';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import { attached, targetsService } from './attached';
import { parametersOf } from './parameters';

/** What agentgateway's own settings leave open: they are not followed further than that they are there. */
export function agentgatewayDoubts(
  state: ClusterState,
  backend: GatewayBackend,
): Pick<PolicyEffect, 'caveats' | 'unknown'> {
  const all = state
    .list(agentgatewayPolicies)
    .filter(policy => policy.changesWire);
  const policies = [
    ...attached(all, backend),
    ...all.filter(policy => targetsService(policy, backend)),
  ].map(
    policy =>
      `${objectName(
        policy,
      )} changes the Host, or starts TLS, in a way that is not followed here.`,
  );
  const { found, caveats } = parametersOf(
    state,
    backend.gateway,
    agentgatewayParameters,
  );
  const identity = found
    .filter(({ istio }) => istio)
    .map(
      parameters =>
        `${objectName(
          parameters,
        )} lets it speak mTLS of the mesh by itself, which is not followed here.`,
    );
  const doubts = [...new Set([...policies, ...identity])];
  return {
    caveats: [...doubts, ...caveats],
    unknown: doubts.length > 0,
  };
}
