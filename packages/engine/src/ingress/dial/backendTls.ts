import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  BackendTlsPolicy,
  backendTlsPolicies,
} from '../../state/kinds/backendTlsPolicy';
import { gatewayClasses } from '../../state/kinds/gatewayClass';
import type { GatewayBackend } from './gatewayApiDial';

/** What is dialled, for which route, by whom. */
type TlsBackend = Pick<
  GatewayBackend,
  'route' | 'gateway' | 'server' | 'service' | 'port' | 'named'
>;

/** The policy that makes a Gateway start TLS towards a backend, and what that leans on. */
export interface BackendTls {
  readonly policy: BackendTlsPolicy;
  readonly caveats: readonly string[];
  /** The controller says that it does not take the policy: what becomes of requests is not known. */
  readonly refused: boolean;
}

/**
 * The BackendTLSPolicy of a backend, where its vendor follows one. The authorities stand in a ConfigMap,
 * and those are not read: whether they are there is what the controller says in the policy's status
 * (gateway-api.sigs.k8s.io/api-types/backendtlspolicy).
 */
export function backendTlsOf(
  state: ClusterState,
  backend: TlsBackend,
): BackendTls | undefined {
  const { backendTlsPolicy, backendTlsRoutes } = backend.server.support;
  const follows =
    backendTlsPolicy &&
    backendTlsRoutes?.includes(backend.route.kind) !== false;
  const policy = follows ? targeting(state, backend) : undefined;
  if (!policy) return undefined;
  if (policy.wellKnown && backendTlsPolicy === 'with authorities') {
    return undefined;
  }
  const refusal = verdictsOn(state, policy, backend).find(one => !one.taken);
  if (refusal) {
    const caveat = `The controller does not take ${objectName(policy)}: ${
      refusal.message.replace(/\.$/, '') || 'its status says so'
    }. Requests to ${objectName(backend.service)} may be refused.`;
    return { policy, refused: true, caveats: [caveat] };
  }
  return { policy, refused: false, caveats: unseen(state, policy, backend) };
}

function verdictsOn(
  state: ClusterState,
  { verdicts }: BackendTlsPolicy,
  { gateway, server }: TlsBackend,
): BackendTlsPolicy['verdicts'] {
  const known = state.get(gatewayClasses, '', gateway.className);
  const controllers = known
    ? [known.controllerName]
    : server.support.controllers;
  return verdicts.filter(one => controllers.includes(one.controller));
}

function unseen(
  state: ClusterState,
  policy: BackendTlsPolicy,
  backend: TlsBackend,
): readonly string[] {
  const { authorities } = policy;
  if (authorities.length === 0) return [];
  if (verdictsOn(state, policy, backend).length > 0) return [];
  return [
    `${objectName(policy)} takes its authorities from ${authorities.join(
      ' and ',
    )}, which is not read, and its status does not say that they are there: without them requests are refused.`,
  ];
}

/** The oldest policy for the port; one that names it counts before one for all ports. */
function targeting(
  state: ClusterState,
  { service, port, named: backend, server }: TlsBackend,
): BackendTlsPolicy | undefined {
  const { namespace, name } = (backend ?? service).meta;
  const group = backend
    ? server.support.namedBackends?.find(one => one.kind === backend.kind)
        ?.group
    : '';
  const kind = backend ? backend.kind : 'Service';
  const targets = (policy: BackendTlsPolicy, sectionName?: string) =>
    policy.targets.some(
      target =>
        target.group === group &&
        target.kind === kind &&
        target.name === name &&
        target.sectionName === sectionName,
    );
  const all = [...state.inNamespace(backendTlsPolicies, namespace)].sort(
    (a, b) => a.meta.created - b.meta.created,
  );
  const named =
    port.name === undefined
      ? undefined
      : all.find(policy => targets(policy, port.name));
  return named ?? all.find(policy => targets(policy));
}
