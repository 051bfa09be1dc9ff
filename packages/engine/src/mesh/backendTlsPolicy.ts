// What BackendTLSPolicies add to the DestinationRules: istio pilot/pkg/config/kube/gateway/backend_policies.go
// DestinationRuleCollection. They ask for SIMPLE where no DestinationRule for the host asks for something.
import type { ClusterState } from '../state/clusterState';
import { deriveEach, deriveValue, within } from '../state/derived';
import {
  BackendTlsPolicy,
  backendTlsPolicies,
} from '../state/kinds/backendTlsPolicy';
import type { ClientTls, TrafficPolicy } from '../state/kinds/destinationRule';
import { Service, services } from '../state/kinds/service';
import type { MergedRule } from './destinationRuleMerge';
import { discoveryKinds, isDiscovered } from './discovery';
import { byAge, hostnameOf } from './registry';

/** A policy that reached a Service. */
export interface BackendTls {
  readonly policy: BackendTlsPolicy;
  readonly service: Service;
  readonly host: string;
  /** Number of the only port it is for. */
  readonly port?: number;
}

const ignored = 'istio.io/ignore-policy-attachment';
const simple: ClientTls = { mode: 'SIMPLE' };

/** Policies of a namespace with the Services they are for, oldest first. */
export const backendTls = deriveEach<readonly BackendTls[]>(
  namespace => [
    within(backendTlsPolicies, namespace),
    within(services, namespace),
    ...discoveryKinds,
  ],
  (state, namespace) =>
    isDiscovered(state, namespace)
      ? [...state.inNamespace(backendTlsPolicies, namespace)]
          .filter(({ meta }) => meta.annotations[ignored] !== 'true')
          .sort((a, b) => byAge(a.meta, b.meta))
          .flatMap(policy =>
            policy.targets
              .filter(({ group, kind }) => group === '' && kind === 'Service')
              .flatMap(target => reached(state, policy, target)),
          )
      : [],
  deriveValue,
);

function reached(
  state: ClusterState,
  policy: BackendTlsPolicy,
  target: BackendTlsPolicy['targets'][number],
): readonly BackendTls[] {
  const { namespace } = policy.meta;
  const service = state.get(services, namespace, target.name);
  if (!service) return [];
  const found = { policy, service, host: hostnameOf(namespace, target.name) };
  if (target.sectionName === undefined) return [found];
  const port = service.ports.find(one => one.name === target.sectionName);
  return port ? [{ ...found, port: port.port }] : [];
}

/** A rule with what the policy adds: nothing where the rule, or an older policy, sets TLS already. */
export function withBackendTls(
  rule: MergedRule | undefined,
  { policy, port }: BackendTls,
): MergedRule {
  const before: MergedRule = rule ?? {
    namespace: policy.meta.namespace,
    from: [],
    exportTo: new Set<string>(),
    subsets: [],
  };
  const settings = before.policy ?? { ports: new Map() };
  const added = atPort(settings, port);
  return added === settings
    ? before
    : { ...before, from: [...before.from, policy], policy: added };
}

function atPort(policy: TrafficPolicy, port: number | undefined) {
  if (port === undefined)
    return policy.tls ? policy : { ...policy, tls: simple };
  const entry = policy.ports.get(port);
  if (entry?.tls) return policy;
  const ports = new Map(policy.ports).set(port, { ...entry, tls: simple });
  return { ...policy, ports };
}
