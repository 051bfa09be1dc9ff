// What BackendTLSPolicies add to the DestinationRules: istio pilot/pkg/config/kube/gateway/backend_policies.go
// DestinationRuleCollection. They ask for SIMPLE where no DestinationRule for the host asks for something.
import type { ClusterState } from '../../state/clusterState';
import { deriveEach, deriveValue, within } from '../../state/derived';
import {
  BackendTlsPolicy,
  backendTlsPolicies,
} from '../../state/kinds/backendTlsPolicy';
import type {
  ClientTls,
  TrafficPolicy,
} from '../../state/kinds/destinationRule';
import { services } from '../../state/kinds/service';
import { serviceEntries } from '../../state/kinds/serviceEntry';
import { discoveryKinds, isDiscovered } from '../controlPlane/discovery';
import { byAge, hostnameOf } from '../registry/registry';

/** A policy that reached a host: of a Service, or of a ServiceEntry. */
export interface BackendTls {
  readonly policy: BackendTlsPolicy;
  readonly host: string;
  /** Number of the only port it is for. */
  readonly port?: number;
}

export const ignorePolicy = 'istio.io/ignore-policy-attachment';
const simple: ClientTls = { mode: 'SIMPLE' };

/** Policies of a namespace with the hosts they are for, oldest first. */
export const backendTls = deriveEach<readonly BackendTls[]>(
  namespace => [
    within(backendTlsPolicies, namespace),
    within(services, namespace),
    within(serviceEntries, namespace),
    ...discoveryKinds,
  ],
  (state, namespace) =>
    isDiscovered(state, namespace)
      ? [...state.inNamespace(backendTlsPolicies, namespace)]
          .filter(one => !isIgnored(one))
          .sort((a, b) => byAge(a.meta, b.meta))
          .flatMap(policy =>
            policy.targets.flatMap(target => reached(state, policy, target)),
          )
      : [],
  deriveValue,
);

/** Whether Istio is asked to leave a policy alone. */
export function isIgnored({ meta }: BackendTlsPolicy): boolean {
  return meta.annotations[ignorePolicy]?.toLowerCase() === 'true';
}

function reached(
  state: ClusterState,
  policy: BackendTlsPolicy,
  target: BackendTlsPolicy['targets'][number],
): readonly BackendTls[] {
  const { hosts, ports } = backendOf(state, policy, target);
  const all = hosts.map(host => ({ policy, host }));
  if (target.sectionName === undefined) return all;
  const port = ports.get(target.sectionName);
  return port === undefined ? [] : all.map(one => ({ ...one, port }));
}

interface Backend {
  readonly hosts: readonly string[];
  /** Numbers by name. */
  readonly ports: ReadonlyMap<string, number>;
}

const nothing: Backend = { hosts: [], ports: new Map() };

function backendOf(
  state: ClusterState,
  { meta: { namespace } }: BackendTlsPolicy,
  { group, kind, name }: BackendTlsPolicy['targets'][number],
): Backend {
  switch (`${group}/${kind}`) {
    case '/Service': {
      const service = state.get(services, namespace, name);
      if (!service) return nothing;
      const ports = service.ports.map(
        one => [one.name ?? '', one.port] as const,
      );
      return { hosts: [hostnameOf(namespace, name)], ports: new Map(ports) };
    }
    case 'networking.istio.io/ServiceEntry': {
      const entry = state.get(serviceEntries, namespace, name);
      if (!entry) return nothing;
      const ports = entry.ports.map(one => [one.name, one.number] as const);
      return { hosts: entry.hosts, ports: new Map(ports) };
    }
    default:
      return nothing;
  }
}

/** What the policies of one host ask for, oldest first: the oldest that says something says it. */
export function backendPolicy(all: readonly BackendTls[]): TrafficPolicy {
  const ports = all.flatMap(one => one.port ?? []);
  return {
    ...(all.some(one => one.port === undefined) && { tls: simple }),
    ports: new Map(ports.map(port => [port, { tls: simple }])),
  };
}

/** A rule's policy over what is there already of backend policies: model/destination_rule.go mergeBackendPolicyTrafficPolicy. */
export function overBackendPolicy(
  rule: TrafficPolicy | undefined,
  below: TrafficPolicy | undefined,
): TrafficPolicy | undefined {
  if (!rule || !below) return rule ?? below;
  const ports = new Map(below.ports);
  for (const [port, settings] of rule.ports) {
    ports.set(port, { ...ports.get(port), ...settings });
  }
  return { ...below, ...rule, ports };
}
