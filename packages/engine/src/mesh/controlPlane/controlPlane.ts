// The istiod that a pod's configuration comes from: its version, and switches that change what it sends.
// Switches: istio pilot/pkg/features.
import type { ClusterState } from '../../state/clusterState';
import { Pod, pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import { defaultRevision } from './meshConfig';
import { revisionOf } from './revision';
import { isOlder, proxyVersion, Version, versionIn } from './version';

const istiods = indexBy(pods, ({ meta: { labels } }) =>
  labels.app === 'istiod' ? [labels['istio.io/rev'] || defaultRevision] : [],
);

function istiodsOf(state: ClusterState, pod: Pod): readonly Pod[] {
  return state.lookup(istiods, revisionOf(pod));
}

/** Version of Istio by a pod's proxy, else by its control plane: the oldest one while that is upgraded. */
export function istioVersion(
  state: ClusterState,
  pod: Pod,
): Version | undefined {
  return proxyVersion(pod) ?? controlPlaneVersion(state, pod);
}

export function controlPlaneVersion(
  state: ClusterState,
  pod: Pod,
): Version | undefined {
  return istiodsOf(state, pod)
    .map(one => versionIn(discovery(one)?.image ?? ''))
    .reduce(
      (oldest, one) =>
        one && (!oldest || isOlder(one, oldest.join('.'))) ? one : oldest,
      undefined,
    );
}

interface Switch {
  readonly name: string;
  /** What rules take it for. */
  readonly standard: string;
  readonly changes: string;
}

const switches: readonly Switch[] = [
  {
    name: 'PILOT_SCOPE_GATEWAY_TO_NAMESPACE',
    standard: 'false',
    changes: 'which gateway pods a Gateway is for',
  },
  {
    name: 'PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES',
    standard: 'false',
    changes: 'how sidecars send to headless Services',
  },
  {
    name: 'PILOT_ENABLE_HEADLESS_SERVICE_POD_LISTENERS',
    standard: 'true',
    changes: 'how sidecars send to headless Services',
  },
  {
    name: 'ENABLE_TLS_ON_SIDECAR_INGRESS',
    standard: 'false',
    changes: 'what TLS of Sidecar ingress ports does',
  },
  {
    name: 'PILOT_PREFER_SENDING_HBONE',
    standard: 'false',
    changes: 'whether sidecars get HBONE or mTLS',
  },
  {
    name: 'PILOT_SIDECAR_PICK_BEST_SERVICE_NAMESPACE',
    standard: 'true',
    changes: 'which of several hosts with one name is meant',
  },
  {
    name: 'ENABLE_ENHANCED_DESTINATIONRULE_MERGE',
    standard: 'true',
    changes: 'how DestinationRules of one host are merged',
  },
  {
    name: 'PILOT_ENABLE_STRICT_GATEWAY_MERGING',
    standard: 'true',
    changes: 'which Gateways share a proxy',
  },
  {
    name: 'ENABLE_INGRESS_WAYPOINT_ROUTING',
    standard: 'true',
    changes: 'whether gateways send through waypoints',
  },
];

/** What is not as the rules take it, of the control plane that a pod's configuration comes from. */
export function switchDoubts(state: ClusterState, pod: Pod): readonly string[] {
  const [istiod] = istiodsOf(state, pod);
  const env = istiod && discovery(istiod)?.env;
  if (!env) return [];
  return switches
    .filter(({ name, standard }) => (env[name] ?? standard) !== standard)
    .map(
      ({ name, changes }) =>
        `Istiod runs with ${name}=${env[name]}, which changes ${changes} and is not analysed.`,
    );
}

function discovery(istiod: Pod) {
  return istiod.containers.find(one => one.name === 'discovery');
}
