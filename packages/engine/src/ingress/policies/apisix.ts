import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  ApisixTrafficPolicy,
  apisixTrafficPolicies,
} from '../../state/kinds/apisixRoute';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import type { ServedBackend } from '../dial/settledDial';
import type { HostSent } from '../vendorDescription';
import { bySchemeOf } from '../vendors/apisixScheme';

const source =
  'apache/apisix-ingress-controller internal/adc/translator/policies.go';

const byTarget = indexBy(apisixTrafficPolicies, ({ meta, targets }) =>
  targets.map(target => `${meta.namespace}/${target}`),
);

/** What a BackendTrafficPolicy says of the Service behind a route. */
export function apisixTrafficSettings(
  state: ClusterState,
  { service }: { readonly service: Service },
): PolicyEffect {
  const { namespace, name } = service.meta;
  const [policy] = state.lookup(byTarget, `${namespace}/${name}`);
  return policy ? { said: saidBy(policy) } : {};
}

/** The same for an Ingress, whose annotation counts before it. */
export function apisixIngressSettings(
  state: ClusterState,
  rule: ServedRule,
): PolicyEffect {
  const { said } = apisixTrafficSettings(state, rule);
  const annotated =
    rule.ingress.meta.annotations['k8s.apisix.apache.org/upstream-scheme'];
  if (!said || annotated === undefined) return said ? { said } : {};
  const { backend: _, ...rest } = said;
  return { said: rest };
}

function saidBy(
  policy: ApisixTrafficPolicy,
): NonNullable<ServedBackend['said']> {
  const { scheme, passHost, upstreamHost } = policy;
  const backend = scheme === undefined ? undefined : bySchemeOf(scheme);
  const sent: Readonly<Record<string, HostSent | undefined>> = {
    pass: null,
    node: { of: 'address' },
    rewrite: upstreamHost,
  };
  const host = passHost === undefined ? undefined : sent[passHost];
  return {
    ...(backend && {
      backend: {
        effect: backend,
        by: objectName(policy),
        evidence: [evidenceOf(policy, 'spec.scheme', scheme)],
        source,
      },
    }),
    ...(host !== undefined && {
      host: {
        effect: host,
        by: objectName(policy),
        evidence: [
          evidenceOf(policy, 'spec.passHost', passHost),
          evidenceOf(policy, 'spec.upstreamHost', upstreamHost),
        ],
        source,
      },
    }),
  };
}
