// Where a cluster of a proxy leads: istio pilot/pkg/networking/core/cluster.go, pilot/pkg/xds/endpoints/endpoint_builder.go.
import { evidenceOf, objectName } from '../../state/evidence';
import { matchesLabels } from '../../state/selector';
import type { Bytes } from '../inbound/bytes';
import { because } from '../because';
import { gatewayClient, ProxyClient, sidecarClient } from '../client';
import {
  clusterTls,
  ClusterPolicy,
  ClusterTls,
  effectivePolicy,
  endpointTls,
  isDialled,
} from '../destinationRule/clusterTls';
import type { Arrival } from '../connection';
import { deliver, nobodyBehind, nowhere, Trail } from '../inbound/deliver';
import { destinationRuleFor } from '../destinationRule/destinationRule';
import type { MergedRule } from '../destinationRule/destinationRuleMerge';
import { meshEndpoints, MeshEndpoint } from '../registry/endpoints';
import { toldOf } from '../registry/nearEnough';
import { networkDoubts } from '../registry/networks';
import { finish } from '../inbound/finish';
import { inHbone, takesHbone } from '../ambient/hbone';
import { hboneDoubts } from '../controlPlane/controlPlane';
import { podKeyOf, podOf } from '../workload/membership';
import type { MeshPort, MeshService } from '../registry/registry';
import { serviceInstances } from '../registry/serviceInstances';
import { portOf } from './outboundRoute';
import { ruleDoubts } from '../destinationRule/ruleDoubts';
import { clusterGates } from '../controlPlane/versionGates';
import { doubted } from '../caveats';
import { tiedEntriesDoubts } from '../registry/tiedEntries';
import { gatewayWaypointDoubts } from '../ambient/waypointDoubts';

/** A cluster by what its name says. */
export interface ClusterName {
  readonly hostname: string;
  readonly port: number;
  readonly subset?: string;
}

const source =
  'istio pilot/pkg/networking/core/cluster_tls.go, pilot/pkg/xds/endpoints/mtls_checker.go';

/** Arrivals of bytes that a proxy sends to a cluster; `dialled` is what its client asked for. */
export function throughCluster(
  client: ProxyClient,
  name: ClusterName,
  dialled: { readonly address: string; readonly port: number },
  bytes: Bytes,
  before: Trail,
): readonly Arrival[] {
  const written = `outbound|${name.port}|${name.subset ?? ''}|${name.hostname}`;
  const why = [...before.why, written];
  const trail = { ...before, why, from: client.pod };
  const { service, rule } = configOf(client, name.hostname);
  // Of UDP there are none: cluster.go buildOutboundClusters.
  const port = service && portOf(service, name.port);
  if (!service || !port || service.resolution === 'alias') {
    return [
      nowhere(
        trail,
        `The proxy has no cluster for port ${name.port} of ${name.hostname}.`,
      ),
    ];
  }
  if (name.subset !== undefined && !hasSubset(rule, name.subset)) {
    return [
      nowhere(
        trail,
        `No DestinationRule has the subset ${name.subset} of ${name.hostname}.`,
      ),
    ];
  }
  const policy: ClusterPolicy = {
    ...(rule && { rule }),
    port: port.number,
    ...(name.subset !== undefined && { subset: name.subset }),
  };
  return toService(client, { service, port, policy }, dialled, bytes, trail);
}

interface ClusterConfig {
  readonly service?: MeshService;
  readonly rule?: MergedRule;
}

/** What a proxy is told about a host: the service and the DestinationRule that holds for it. */
export function configOf(client: ProxyClient, hostname: string): ClusterConfig {
  const { kind, pod } = client;
  const key = podKeyOf(pod);
  return client.state.ask({
    key: `cluster|${kind}|${key}|${hostname}`,
    answer: (state): ClusterConfig => {
      const now = podOf(state, key) ?? pod;
      const asking =
        kind === 'sidecar'
          ? sidecarClient(state, now)
          : gatewayClient(state, now);
      const service = asking.cluster(hostname);
      if (!service) return {};
      const rule = destinationRuleFor(state, asking, service);
      return { service, ...(rule && { rule }) };
    },
    gist: one => one,
  });
}

export function hasSubset(
  rule: MergedRule | undefined,
  subset: string,
): boolean {
  return rule?.subsets.some(one => one.name === subset) ?? false;
}

interface Target {
  readonly service: MeshService;
  readonly port: MeshPort;
  readonly policy: ClusterPolicy;
}

function toService(
  client: ProxyClient,
  { service, port, policy }: Target,
  dialled: { readonly address: string; readonly port: number },
  bytes: Bytes,
  before: Trail,
): readonly Arrival[] {
  const hidden = isHidden(service);
  const instances = () =>
    hidden ? [] : serviceInstances(client.state, service, port.number);
  const tls = clusterTls(client, service, policy, instances);
  const gates = clusterGates(client.state, client.pod, service);
  const trail = {
    ...before,
    reasons: [...before.reasons, whyTls(service, policy, tls)],
    caveats: [
      ...(before.caveats ?? []),
      ...ruleDoubts(client, policy),
      ...gates,
      ...tiedEntriesDoubts(client.state, service),
      ...(client.kind === 'gateway'
        ? gatewayWaypointDoubts(client.state, service)
        : []),
    ],
  };
  const { tls: written } = effectivePolicy(policy);
  const nameFor = (wire: Bytes['wire']) => serverName(service, policy, wire);
  if (isDialled(client, service, policy)) {
    if (client.kind === 'gateway') return [nothingRestored(service, trail)];
    const sent =
      tls.wire === 'auto' ? bytes : wrap(bytes, tls.wire, nameFor(tls.wire));
    const { address, port: number } = dialled;
    return doubted(
      deliver(client.state, address, number, sent, trail),
      // Automatic mTLS goes by all of them.
      written ? [] : instances().flatMap(one => one.doubt ?? []),
    );
  }
  const listed = hidden ? [] : meshEndpoints(client.state, service, port);
  const { endpoints, doubts } = toldOf(
    client.state,
    service.object,
    client.pod,
    listed.filter(one => inSubset(one, policy)),
  );
  if (endpoints.length === 0) {
    const text = `${objectName(
      service.object,
    )} has no ready endpoint for port ${port.number}.`;
    return doubted(
      [nobodyBehind(client.state, service.object, trail, text)],
      [...gates, ...doubts],
    );
  }
  return endpoints.map(one => {
    const wire =
      tls.wire === 'auto'
        ? endpointTls(client, policy, one, one.namespace ?? service.namespace)
        : tls.wire;
    const sent = sentTo(client, one, wrap(bytes, wire, nameFor(wire)));
    const caveats = [
      ...trail.caveats,
      ...doubts,
      ...(one.doubt ? [one.doubt] : []),
      ...networkDoubts(client.state, client.pod, one),
      ...(sent.tunnelled ? hboneDoubts(client.state, client.pod) : []),
    ];
    return finish(client.state, one, sent, { ...trail, caveats });
  });
}

// Nothing redirected the connection to a gateway, so that there is no address to pass it on to: Envoy's
// source/extensions/clusters/original_dst/original_dst_cluster.cc chooseHost.
function nothingRestored(service: MeshService, trail: Trail): Arrival {
  const text = `PASSTHROUGH load balancing sends a connection to the address that it was redirected from; nothing redirects those to a gateway, so that no endpoint of ${service.hostname} is chosen.`;
  return {
    ...nowhere(trail, text),
    certainty: 'inferred',
    caveats: [text],
  };
}

// Endpoints of what nobody sees are never sent: istio serviceregistry/kube/controller/endpointslice.go.
function isHidden({ origin, exportTo }: MeshService): boolean {
  return origin === 'Service' && exportTo.has('~');
}

/** Whether an endpoint is one of those that a cluster is for. */
export function inSubset(
  endpoint: MeshEndpoint,
  policy: ClusterPolicy,
): boolean {
  const subset = policy.rule?.subsets.find(one => one.name === policy.subset);
  return !subset || matchesLabels(subset.labels, endpoint.labels);
}

// HBONE carries whatever the cluster makes of the bytes.
function sentTo(
  client: ProxyClient,
  endpoint: MeshEndpoint,
  bytes: Bytes,
): Bytes {
  const pod = podOf(client.state, endpoint.pod);
  const tunnelled =
    pod !== undefined && endpoint.tlsMode !== 'istio' && takesHbone(pod);
  return tunnelled ? inHbone(bytes) : bytes;
}

// Mesh mTLS names the cluster where no rule names a server: cluster_tls.go buildUpstreamTLSSettings.
function serverName(
  { hostname }: MeshService,
  policy: ClusterPolicy,
  wire: Bytes['wire'],
): string | undefined {
  const { port, subset = '' } = policy;
  const own = `outbound_.${port}_.${subset}_.${hostname}`;
  return (
    effectivePolicy(policy).tls?.sni ??
    (wire === 'istio-mtls' ? own : undefined)
  );
}

/** Bytes with what a proxy wraps around them. What they asked for in TLS of their own is inside, where nobody reads it. */
export function wrap(
  bytes: Bytes,
  wire: Bytes['wire'],
  sni: string | undefined,
): Bytes {
  if (wire === 'plaintext') return bytes;
  const inside = bytes.wire === 'app-tls';
  const asked = { ...bytes.asked, sni };
  return { ...bytes, wire, inside, foreign: false, own: false, asked };
}

function whyTls(service: MeshService, policy: ClusterPolicy, tls: ClusterTls) {
  const words = {
    plaintext: 'no TLS',
    'istio-mtls': 'mesh mTLS',
    tls: 'TLS without a mesh identity',
    auto: 'mesh mTLS to endpoints that have a sidecar',
  };
  const { tls: said } = effectivePolicy(policy);
  const evidence = said
    ? (policy.rule?.from ?? []).map(one =>
        evidenceOf(one, 'spec.trafficPolicy.tls.mode', said.mode),
      )
    : [];
  return because(
    `The proxy starts ${words[tls.wire]} towards ${service.hostname}: ${
      tls.because
    }.`,
    evidence,
    source,
  );
}
