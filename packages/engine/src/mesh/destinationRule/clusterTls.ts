// What a client's proxy starts towards an endpoint: istio pilot/pkg/networking/core/cluster_tls.go buildUpstreamTLSSettings,
// pilot/pkg/xds/endpoints/mtls_checker.go, pilot/pkg/model/push_context.go BestEffortInferServiceMTLSMode.
import type {
  ClientTls,
  TrafficPolicy,
} from '../../state/kinds/destinationRule';
import { objectName } from '../../state/evidence';
import type { ProxyClient } from '../client';
import type { MergedRule } from './destinationRuleMerge';
import type { MeshEndpoint } from '../registry/endpoints';
import {
  applyingPolicies,
  namespaceMode,
  policyBook,
  sidecarMode,
} from '../policy/peerAuthentication';
import type { MeshService } from '../registry/registry';
import { meshConfigFor } from '../controlPlane/revision';

export type ClusterWire = 'plaintext' | 'istio-mtls' | 'tls';

/** What a cluster does about TLS; `auto`: endpoint by endpoint. */
export interface ClusterTls {
  readonly wire: ClusterWire | 'auto';
  /** Sentence without its end: "…: because". */
  readonly because: string;
}

export interface ClusterPolicy {
  readonly rule?: MergedRule;
  readonly port: number;
  readonly subset?: string;
}

/** Settings of the port, of the subset over those of the rule: a port's entry replaces, it does not add. */
export function effectivePolicy({ rule, port, subset }: ClusterPolicy): {
  readonly tls?: ClientTls;
  readonly loadBalancer?: string;
} {
  const base = atPort(rule?.policy, port) ?? {};
  const own = subsetOf({ rule, port, subset })?.policy;
  if (!own) return base;
  const entry = own.ports.get(port);
  if (entry) return entry;
  const tls = own.tls ?? base.tls;
  const loadBalancer = own.loadBalancer ?? base.loadBalancer;
  return { ...(tls && { tls }), ...(loadBalancer && { loadBalancer }) };
}

function atPort(policy: TrafficPolicy | undefined, port: number) {
  return policy && (policy.ports.get(port) ?? policy);
}

function subsetOf({ rule, subset }: ClusterPolicy) {
  return rule?.subsets.find(one => one.name === subset);
}

const passing = 'PASSTHROUGH';

// A subset's cluster is of the type of the rule's own, or of what its own policy says above its ports:
// cluster_builder.go buildSubsetCluster.
function isPassedThrough(policy: ClusterPolicy): boolean {
  return [
    atPort(policy.rule?.policy, policy.port),
    subsetOf(policy)?.policy,
    effectivePolicy(policy),
  ].some(one => one?.loadBalancer === passing);
}

// For a subset by its own policy alone, ports aside: push_context.go BestEffortInferServiceMTLSMode.
function goesByInstances(
  { resolution }: MeshService,
  policy: ClusterPolicy,
): boolean {
  const subset = subsetOf(policy);
  const said = subset
    ? subset.policy
    : atPort(policy.rule?.policy, policy.port);
  return resolution === 'passthrough' || said?.loadBalancer === passing;
}

/** What the cluster does for all endpoints, or that each is looked at. `endpoints` are all that are listed, ready or not. */
export function clusterTls(
  client: ProxyClient,
  service: MeshService,
  policy: ClusterPolicy,
  endpoints: () => readonly MeshEndpoint[],
): ClusterTls {
  const { tls } = effectivePolicy(policy);
  const by = policy.rule ? policy.rule.from.map(objectName).join(' and ') : '';
  if (tls) return written(client, policy, tls, by);
  const mesh = meshConfigFor(client.state, client.pod);
  if (service.meshExternal) {
    return plain(`${service.hostname} is outside the mesh`);
  }
  if (!mesh.enableAutoMtls) {
    return plain('automatic mTLS is switched off in MeshConfig');
  }
  const dialled = isDialled(client, service, policy);
  if (goesByInstances(service, policy)) {
    const all = endpoints();
    if (all.length === 0) {
      return plain(`${service.hostname} has no endpoint`);
    }
    if (all.some(one => one.tlsMode === 'disabled')) {
      return plain(`not every endpoint of ${service.hostname} has a sidecar`);
    }
  }
  const book = policyBook(client.state, client.pod);
  if (namespaceMode(book, service.namespace) === 'DISABLE') {
    return plain(
      `PeerAuthentication says DISABLE for the namespace ${service.namespace}`,
    );
  }
  return {
    wire: dialled ? 'istio-mtls' : 'auto',
    because: 'no DestinationRule sets TLS, so automatic mTLS decides',
  };
}

function plain(because: string): ClusterTls {
  return { wire: 'plaintext', because };
}

function written(
  client: ProxyClient,
  policy: ClusterPolicy,
  tls: ClientTls,
  by: string,
): ClusterTls {
  if (tls.mode === 'DISABLE') return plain(`${by} says DISABLE`);
  if (tls.mode === 'ISTIO_MUTUAL') {
    return { wire: 'istio-mtls', because: `${by} says ISTIO_MUTUAL` };
  }
  // Sidecars cannot fetch the credential of a rule that is not for them alone, and leave TLS out.
  const dropped =
    client.kind === 'sidecar' &&
    tls.credentialName !== undefined &&
    !tls.credentialName.startsWith('configmap://') &&
    !policy.rule?.workloadSelector;
  return dropped
    ? plain(`${by} names a credential that sidecars do not fetch`)
    : { wire: 'tls', because: `${by} says ${tls.mode}` };
}

/** Whether the proxy connects to the address that the client dialled, without a list of endpoints. */
export function isDialled(
  client: ProxyClient,
  service: MeshService,
  policy: ClusterPolicy,
): boolean {
  if (isPassedThrough(policy)) return true;
  return service.resolution === 'passthrough' && client.kind === 'sidecar';
}

/** The decision for one endpoint of an `auto` cluster, to which the policies of a namespace apply. */
export function endpointTls(
  client: ProxyClient,
  policy: ClusterPolicy,
  endpoint: MeshEndpoint,
  namespace: string,
): ClusterWire {
  if (endpoint.tlsMode !== 'istio') return 'plaintext';
  const said = modeForEndpoints(policy);
  if (said !== undefined) {
    return said === 'ISTIO_MUTUAL' ? 'istio-mtls' : 'plaintext';
  }
  const book = policyBook(client.state, client.pod);
  const applying = applyingPolicies(book, namespace, endpoint.labels);
  return sidecarMode(applying, endpoint.port) === 'DISABLE'
    ? 'plaintext'
    : 'istio-mtls';
}

// Unlike clusters, endpoints fall back from a port's entry without tls to what stands above it.
function modeForEndpoints({
  rule,
  port,
  subset,
}: ClusterPolicy): string | undefined {
  const own = rule?.subsets.find(one => one.name === subset)?.policy;
  return endpointMode(own, port) ?? endpointMode(rule?.policy, port);
}

function endpointMode(
  policy: TrafficPolicy | undefined,
  port: number,
): string | undefined {
  return policy?.ports.get(port)?.tls?.mode ?? policy?.tls?.mode;
}
