import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  ApisixTrafficPolicy,
  apisixTrafficPolicies,
} from '../../state/kinds/apisixRoute';
import type { Ingress } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import type { ServedBackend } from '../dial/settledDial';
import type { HostSent } from '../vendorDescription';
import { bySchemeOf } from '../vendors/apisixScheme';

const source =
  'apache/apisix-ingress-controller internal/adc/translator/policies.go';

const byTarget = indexBy(apisixTrafficPolicies, ({ meta, targets }) =>
  targets.map(({ service }) => `${meta.namespace}/${service}`),
);

/** What a BackendTrafficPolicy says of the Service behind a route: one for its port counts first. */
export function apisixTrafficSettings(
  state: ClusterState,
  { service, port }: Pick<ServedRule, 'service' | 'port'>,
): PolicyEffect {
  const { namespace, name } = service.meta;
  const all = state.lookup(byTarget, `${namespace}/${name}`);
  const isFor = (portName?: string) => (policy: ApisixTrafficPolicy) =>
    policy.targets.some(
      one => one.service === name && one.portName === portName,
    );
  const policy =
    (port.name === undefined ? undefined : all.find(isFor(port.name))) ??
    all.find(isFor());
  return policy ? { said: saidBy(policy) } : {};
}

const elsewhere = 'k8s.apisix.apache.org/svc-namespace';

/** The namespace of the Services that an Ingress leads to, where it is another than its own. */
export function apisixNamespace({ meta }: Ingress): string | undefined {
  const named = meta.annotations[elsewhere] as string | undefined;
  return named && named !== meta.namespace ? named : undefined;
}

/** The same for an Ingress, whose annotation counts before it. */
export function apisixIngressSettings(
  state: ClusterState,
  rule: ServedRule,
): PolicyEffect {
  const namespace = apisixNamespace(rule.ingress);
  if (namespace !== undefined) {
    return {
      drops: `annotation ${elsewhere} leads it to Services of namespace ${namespace}`,
    };
  }
  // TranslateIngress goes through the rules alone.
  if (rule.rule.field === 'spec.defaultBackend') {
    return { drops: 'it leads here by spec.defaultBackend alone' };
  }
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
