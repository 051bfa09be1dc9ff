import type { ClusterState } from '../../state/clusterState';
import {
  F5IngressLink,
  F5TlsProfile,
  f5TlsProfiles,
  F5TransportServer,
  F5VirtualServer,
} from '../../state/kinds/f5';
import type { Pod } from '../../state/kinds/pod';
import { controllerPods } from '../edges/cloudEdge';
import { flagOf, isFlagSet } from '../edges/flagOf';
import { f5Cis } from '../vendors/f5Cis';

/** Why the controller makes nothing of an object (F5Networks/k8s-bigip-ctlr pkg/controller/validate.go). */
export function f5Refusals(
  state: ClusterState,
  object: F5VirtualServer | F5TransportServer | F5IngressLink,
): readonly string[] {
  const pods = controllerPods(state, f5Cis);
  return [
    ...object.faults,
    ...addressFaults(object, pods),
    ...clusterFaults(object, pods),
    ...(object.kind === 'VirtualServer' ? profileFaults(state, object) : []),
  ];
}

type Addressed = Pick<F5VirtualServer, 'address'>;

function addressFaults(
  { address }: Addressed,
  pods: readonly Pod[],
): readonly string[] {
  if (address === undefined) {
    return ['it has neither spec.virtualServerAddress nor spec.ipamLabel'];
  }
  return address === 'ipam' &&
    pods.length > 0 &&
    !pods.some(pod => isFlagSet(pod, '--ipam'))
    ? [
        'it has spec.ipamLabel alone, and its controller is not told --ipam=true',
      ]
    : [];
}

function clusterFaults(
  object: F5VirtualServer | F5TransportServer | F5IngressLink,
  pods: readonly Pod[],
): readonly string[] {
  const isForMany =
    'pools' in object &&
    object.pools.some(({ cluster }) => cluster !== undefined);
  return isForMany &&
    pods.length > 0 &&
    !pods.some(pod => flagOf(pod, '--multi-cluster-mode'))
    ? [
        'it names multiClusterServices, and its controller has no --multi-cluster-mode',
      ]
    : [];
}

/** Without a sound TLSProfile there is no VirtualServer (pkg/controller/worker.go, processVirtualServers). */
function profileFaults(
  state: ClusterState,
  { meta, tlsProfile }: F5VirtualServer,
): readonly string[] {
  if (tlsProfile === undefined) return [];
  const name = `TLSProfile ${meta.namespace}/${tlsProfile}`;
  const profile = state.get(f5TlsProfiles, meta.namespace, tlsProfile);
  if (!profile) {
    return state.unreadable(f5TlsProfiles) === undefined
      ? [`it names ${name}, which is not there`]
      : [];
  }
  return isSound(profile)
    ? []
    : [
        `it names ${name}, whose profiles are not those of termination ${profile.termination}`,
      ];
}

/** pkg/controller/resourceConfig.go, validateTLSProfile. */
function isSound({ termination, has }: F5TlsProfile): boolean {
  switch (termination) {
    case 'reencrypt':
      return has.ends && has.starts;
    case 'edge':
      return has.ends && !has.starts;
    default:
      return !has.ends && !has.starts;
  }
}
