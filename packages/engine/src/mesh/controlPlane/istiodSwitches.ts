// Variables of istiod that change what proxies are told, as far as rules do not follow them: istio pilot/pkg/features,
// and those of older versions.
import type { Pod } from '../../state/kinds/pod';
import { saysTrue } from '../saysTrue';

export interface Switch {
  readonly name: string;
  /** What rules take it for, which is what istiod does by itself. */
  readonly standard: string;
  readonly changes: string;
  /** Pods that it changes something for; absent: all. */
  readonly concerns?: (pod: Pod) => boolean;
}

const on = (name: string, changes: string): Switch => ({
  name,
  standard: 'true',
  changes,
});
const off = (name: string, changes: string): Switch => ({
  name,
  standard: 'false',
  changes,
});
const text = (name: string, standard: string, changes: string): Switch => ({
  name,
  standard,
  changes,
});

const headless = 'how sidecars send to headless Services';
const seen = 'which objects count';
const instances = 'which workloads a host has';
const sniffing = 'how ports of unknown protocol are served';

export const istiodSwitches: readonly Switch[] = [
  off(
    'PILOT_SCOPE_GATEWAY_TO_NAMESPACE',
    'which gateway pods a Gateway is for',
  ),
  off('PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES', headless),
  on('PILOT_ENABLE_HEADLESS_SERVICE_POD_LISTENERS', headless),
  off(
    'ENABLE_TLS_ON_SIDECAR_INGRESS',
    'what TLS of Sidecar ingress ports does',
  ),
  off(
    'PILOT_ALLOW_SIDECAR_SERVICE_INBOUND_LISTENER_MERGE',
    'whether Services are listened for beside Sidecar ingress ports',
  ),
  off('PILOT_PREFER_SENDING_HBONE', 'whether sidecars get HBONE or mTLS'),
  on('PILOT_ENABLE_SENDING_HBONE', 'whether proxies send HBONE'),
  on('PILOT_ENABLE_SIDECAR_LISTENING_HBONE', 'whether sidecars take HBONE'),
  on('PILOT_ENABLE_AMBIENT_WAYPOINTS', 'whether waypoints are used'),
  off(
    'PILOT_AUTO_ALLOW_WAYPOINT_POLICY',
    'whether ztunnels let in what comes past a waypoint',
  ),
  off(
    'AMBIENT_ENABLE_MULTI_NETWORK',
    'where ambient mode leads between networks',
  ),
  off('ENABLE_MCS_CLUSTER_LOCAL', 'which endpoints a host has'),
  off(
    'PILOT_SKIP_VALIDATE_TRUST_DOMAIN',
    'of which trust domain a client may be',
  ),
  on(
    'PILOT_ENABLE_GATEWAY_API_STATUS',
    'which listeners are known to be served',
  ),
  // Before Istio 1.24; off by compatibility-version-1.20.yaml of its charts.
  on('ENABLE_AUTO_SNI', 'which name TLS to hosts outside of the mesh asks for'),
  on(
    'PILOT_SIDECAR_PICK_BEST_SERVICE_NAMESPACE',
    'which of several hosts with one name is meant',
  ),
  on('PILOT_UNIFIED_SIDECAR_SCOPE', 'what sidecars know'),
  on(
    'ENABLE_ENHANCED_DESTINATIONRULE_MERGE',
    'how DestinationRules of one host are merged',
  ),
  on(
    'PREFER_DESTINATIONRULE_TLS_FOR_EXTERNAL_SERVICES',
    'which TLS hosts outside of the mesh get',
  ),
  on('ENABLE_AUTO_MTLS_CHECK_POLICIES', 'what auto mTLS goes by'),
  on('PILOT_ENABLE_ALPN_FILTER', 'how mTLS of proxies is told from other TLS'),
  on('PILOT_ENABLE_STRICT_GATEWAY_MERGING', 'which Gateways share a proxy'),
  on(
    'ENABLE_INGRESS_WAYPOINT_ROUTING',
    'whether gateways send through waypoints',
  ),
  on('PILOT_ENABLE_GATEWAY_API', 'whether the Gateway API counts'),
  on(
    'ENABLE_GATEWAY_API_MANUAL_DEPLOYMENT',
    'which pods are those of a Gateway',
  ),
  text(
    'PILOT_GATEWAY_API_DEFAULT_GATEWAYCLASS_NAME',
    'istio',
    "which Gateways are Istio's",
  ),
  text(
    'PILOT_GATEWAY_API_CONTROLLER_NAME',
    'istio.io/gateway-controller',
    "which Gateways are Istio's",
  ),
  on(
    'ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY',
    'which policies hold at Gateways',
  ),
  off(
    'ENABLE_LAYERED_WAYPOINT_AUTHORIZATION_POLICIES',
    'where AuthorizationPolicies hold',
  ),
  off(
    'ENABLE_WILDCARD_HOST_SERVICE_ENTRIES_FOR_TLS',
    'where wildcard hosts of ServiceEntries lead',
  ),
  on('PILOT_ENABLE_SERVICEENTRY_SELECT_PODS', instances),
  on('PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES', instances),
  on(
    'ENABLE_RESOLUTION_NONE_TARGET_PORT',
    'which ports of ServiceEntries are dialled',
  ),
  on('ENABLE_EXTERNAL_NAME_ALIAS', 'what ExternalName Services are'),
  off('ENABLE_MCS_HOST', 'which hosts there are'),
  on('PILOT_ENABLE_ABSOLUTE_FQDN_VHOST_DOMAIN', 'which Hosts a Service has'),
  off(
    'PERSIST_OLDEST_FIRST_HEURISTIC_FOR_VIRTUAL_SERVICE_HOST_MATCHING',
    'which of several VirtualServices a host has',
  ),
  on('PILOT_ENABLE_PROTOCOL_SNIFFING_FOR_OUTBOUND', sniffing),
  on('PILOT_ENABLE_PROTOCOL_SNIFFING_FOR_INBOUND', sniffing),
  on(
    'PILOT_ENABLE_INBOUND_PASSTHROUGH',
    'whether ports of no Service are open',
  ),
  text('PILOT_IGNORE_RESOURCES', '', seen),
  text('ISTIO_WATCH_NAMESPACE', '', seen),
  on('ENABLE_ENHANCED_RESOURCE_SCOPING', seen),
  text('SHARED_MESH_CONFIG', '', 'the MeshConfig'),
  {
    ...off('ISTIO_DUAL_STACK', 'which addresses sidecars listen for'),
    concerns: ({ ips }) =>
      ips.some(ip => ip.includes(':')) && ips.some(ip => !ip.includes(':')),
  },
];

const falses: readonly string[] = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/** Whether a value is not what rules take a switch for. A flag that is none counts as not there: istio pkg/env. */
export function isSwitched({ standard }: Switch, value: string): boolean {
  switch (standard) {
    case 'true':
      return falses.includes(value);
    case 'false':
      return saysTrue(value);
    default:
      return value !== standard;
  }
}
