// The istiod that a pod's configuration comes from: its version, and what changes what it sends.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { Pod, pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import { saysTrue } from '../saysTrue';
import { istiodSwitches, isSwitched } from './istiodSwitches';
import { clusterDomain, defaultRevision } from './meshConfig';
import { revisionOf } from './revision';
import { isOlder, proxyVersion, Version, versionIn } from './version';

const istiods = indexBy(pods, ({ meta: { labels } }) =>
  labels.app === 'istiod' ? [labels['istio.io/rev'] || defaultRevision] : [],
);

function istiodsOf(state: ClusterState, pod: Pod): readonly Pod[] {
  return state.lookup(istiods, revisionOf(state, pod));
}

/** Version of Istio by a pod's proxy, else by its control plane. */
export function istioVersion(
  state: ClusterState,
  pod: Pod,
): Version | undefined {
  return proxyVersion(pod) ?? controlPlaneVersion(state, pod);
}

/** Version of Istio by the control plane that configures a pod, else by the pod's proxy. */
export function configuringVersion(
  state: ClusterState,
  pod: Pod,
): Version | undefined {
  return controlPlaneVersion(state, pod) ?? proxyVersion(pod);
}

/** Version of the control plane that configures a pod: the oldest one while that is upgraded. */
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

/** What is not as the rules take it, of the control plane that a pod's configuration comes from. */
export function switchDoubts(state: ClusterState, pod: Pod): readonly string[] {
  const [istiod] = istiodsOf(state, pod);
  const container = istiod && discovery(istiod);
  if (!container) return [];
  const { env, args } = container;
  const domain = domainIn(args);
  return [
    ...istiodSwitches
      .filter(({ concerns = () => true }) => concerns(pod))
      .filter(one => one.name in env && isSwitched(one, env[one.name]))
      .map(
        ({ name, changes }) =>
          `Istiod runs with ${name}=${env[name]}, which changes ${changes} and is not analysed.`,
      ),
    ...(domain === clusterDomain
      ? []
      : [
          `Istiod runs with --domain ${domain}: names of Services are taken to end in ${clusterDomain}.`,
        ]),
  ];
}

const ambientFlag = 'PILOT_ENABLE_AMBIENT';

/**
 * What HBONE from a proxy leans on: a control plane without ambient mode sends none (istio pilot/pkg/features/ambient.go
 * registerAmbient), as that of another revision may be.
 */
export function hboneDoubts(state: ClusterState, pod: Pod): readonly string[] {
  const [istiod] = istiodsOf(state, pod);
  const container = istiod && discovery(istiod);
  if (!container || saysTrue(container.env[ambientFlag])) return [];
  return [
    `Istiod of ${objectName(
      pod,
    )} does not say ${ambientFlag}=true: without it, its proxies send no HBONE.`,
  ];
}

const domainFlag = '--domain';

// Istio pilot/cmd/pilot-discovery/app/cmd.go.
function domainIn(args: readonly string[]): string {
  const written = args.find(one => one.startsWith(`${domainFlag}=`));
  if (written) return written.slice(domainFlag.length + 1);
  const at = args.indexOf(domainFlag);
  return (at === -1 ? undefined : args[at + 1]) || clusterDomain;
}

function discovery(istiod: Pod) {
  return istiod.containers.find(one => one.name === 'discovery');
}
