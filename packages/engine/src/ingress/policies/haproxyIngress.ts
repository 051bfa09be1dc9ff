import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { PolicyEffect } from '../gatewayApiDial';
import type { ServedRule } from '../ingressDial';

/** A class can name a ConfigMap of its own, whose keys stand between annotations and the global one. */
export function haproxyClassDoubt(
  state: ClusterState,
  { server }: ServedRule,
): PolicyEffect {
  const ingressClass = state.get(ingressClasses, '', server.className);
  const parameters = ingressClass?.parameters;
  if (!ingressClass || parameters?.kind !== 'ConfigMap') return {};
  return {
    caveats: [
      `${objectName(ingressClass)} takes settings from ConfigMap ${
        parameters.name
      }, which is not read.`,
    ],
  };
}
