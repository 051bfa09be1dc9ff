import type { Route } from '../../../ingress/edges/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import { Mapping, mappings } from '../../../state/kinds/emissary';
import type { ChainTarget } from '../../istioGatewayService';
import type { PlannedStep } from '../../plan';
import { patchStep } from '../../steps';
import { itself } from '../../touched';

/** A Mapping can name a Service of any namespace, so it only has to name the gateway's. */
export function repointMapping(
  facts: ServiceFacts,
  route: Route,
  target: ChainTarget,
): PlannedStep {
  const mapping = route.object as Mapping;
  const { namespace, name } = mapping.meta;
  const { service, port } = target;
  const to = `${service.meta.name}.${service.meta.namespace}:${port.port}`;
  const rewrite =
    mapping.hostRewrite === undefined ? {} : { host_rewrite: null };
  return {
    step: patchStep({
      title: 'Lead the Mapping to the gateway',
      object: {
        apiVersion: 'getambassador.io/v3alpha1',
        kind: 'Mapping',
        namespace,
        name,
      },
      patch: { spec: { service: to, ...rewrite } },
      undo: {
        spec: {
          service: mapping.service,
          ...(mapping.hostRewrite !== undefined && {
            host_rewrite: mapping.hostRewrite,
          }),
        },
      },
      show: '{.spec.service}',
      expect: to,
    }),
    apply: state => {
      const { hostRewrite: _, ...rest } = mapping;
      state.put(mappings, { ...rest, service: to });
    },
    touches: () => [itself(facts)],
  };
}
