// Which connections reach a pod's proxy: istio tools/istio-iptables/pkg/capture/run.go; for ambient
// cni/pkg/iptables/iptables.go.
import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import type { Container, Pod } from '../../state/kinds/pod';
import { because } from '../because';
import { isSix } from '../registry/addressFamily';
import { saysTrue } from '../saysTrue';
import { meshOf, podOf } from './membership';
import {
  includesLoopback,
  isProxyOwner,
  leadsIn,
  OutboundWay,
  outboundWay,
  Owner,
} from './iptables';
import {
  ownerGroups,
  redirectionEvidence,
  redirectionOf,
  redirectsIpv6,
} from './redirection';

export interface Captured {
  readonly captured: boolean;
  readonly reasons: readonly Reason[];
}

const bypass = 'ambient.istio.io/bypass-inbound-capture';
const source = 'istio tools/istio-iptables/pkg/capture/run.go';
const groupsField =
  'spec.containers[istio-proxy].env[ISTIO_OUTBOUND_OWNER_GROUPS]';

/** Whether a new TCP connection, to a container port or to an address, meets the pod's proxy. */
export function captured(
  state: ClusterState,
  podKey: string,
  connection: { port: number; address?: string },
): boolean {
  const pod = podOf(state, podKey);
  if (!pod) return false;
  return connection.address === undefined
    ? inboundCapture(pod, connection.port).captured
    : outboundCapture(pod, connection.address, connection.port).captured;
}

/** Whether connections to a container port meet the proxy, and why; at the pod's first address where none is named. */
export function inboundCapture(
  pod: Pod,
  port: number,
  address: string = '',
): Captured {
  const mesh = meshOf(pod);
  if (mesh === 'none') return no([]);
  if (mesh === 'ambient') return ambientInbound(pod);
  const found = redirectionOf(pod);
  if (!found || found.mode === 'NONE') return no([notRedirected(pod)]);
  if (isSix(address) && !redirectsIpv6(pod)) {
    return no([
      ofOtherFamily(
        pod,
        `Connections to ${address} go to the application of ${objectName(pod)}`,
      ),
    ]);
  }
  return leadsIn(found, port)
    ? yes()
    : no([
        because(
          `Connections to port ${port} of ${objectName(
            pod,
          )} go to the application: the sidecar's inbound redirection leaves it out.`,
          redirectionEvidence(pod).filter(one =>
            /-[bdc]\]|bound-ports|exclude-ports|InboundPorts|nterfaces/.test(
              one.field,
            ),
          ),
          source,
        ),
      ]);
}

/** Whether connections that the pod's application opens meet the proxy, and why. */
export function outboundCapture(
  pod: Pod,
  address: string,
  port: number,
): Captured {
  const mesh = meshOf(pod);
  if (mesh === 'none') return no([]);
  if (mesh === 'ambient') return yes();
  const found = redirectionOf(pod);
  if (!found || found.mode === 'NONE') return no([notRedirected(pod)]);
  const [way, ...others] = owners(pod).map(owner =>
    outboundWay(pod, found, owner, address, port),
  );
  return [way, ...others].includes('to-proxy')
    ? yes()
    : no([whyPast(pod, way, `${address}:${port}`)]);
}

function whyPast(pod: Pod, way: OutboundWay, target: string): Reason {
  const name = objectName(pod);
  switch (way) {
    case 'as-proxy':
      return asProxy(pod);
    case 'other-group':
      return because(
        `Connections from ${name} bypass its sidecar: the outbound redirection leaves out the group of its application.`,
        [evidenceOf(pod, groupsField, ownerGroups(pod).included)],
        source,
      );
    case 'other-family':
      return ofOtherFamily(
        pod,
        `Connections from ${name} to ${target} bypass its sidecar`,
      );
    case 'own-address':
      return because(
        `${name} dials its own address, past every proxy.`,
        [evidenceOf(pod, 'status.podIPs', pod.ips.join(', '))],
        source,
      );
    default:
      return because(
        `Connections from ${name} to ${target} bypass its sidecar: the outbound redirection leaves them out.`,
        redirectionEvidence(pod).filter(one =>
          /-[ixqoc]\]|service|outbound|Outbound|nterfaces/.test(one.field),
        ),
        source,
      );
  }
}

function ofOtherFamily(pod: Pod, what: string): Reason {
  return because(
    `${what}: its redirection is for IPv4 only.`,
    [evidenceOf(pod, 'status.podIPs', pod.ips.join(', '))],
    'istio tools/common/config/config.go getLocalIP',
  );
}

function ambientInbound(pod: Pod): Captured {
  if (!saysTrue(pod.meta.annotations[bypass])) return yes();
  return no([
    because(
      `Connections to ${objectName(pod)} bypass its ztunnel.`,
      [annotationEvidence(pod, bypass)],
      'istio cni/pkg/iptables/iptables.go',
    ),
  ]);
}

/** Whether all applications share the proxy's own user, which is let out unredirected. */
export function runsAsProxy(pod: Pod): boolean {
  const found = redirectionOf(pod);
  return (
    found !== undefined &&
    owners(pod).every(owner => isProxyOwner(found, owner))
  );
}

/** Whether ranges that are captured are those of loopback, which is let through otherwise. */
export function redirectsLoopback(pod: Pod): boolean {
  return includesLoopback(redirectionOf(pod)?.includeOutboundRanges ?? '');
}

/** Who opens the connections of a pod's applications; a group that nobody names is taken for root's. */
function owners(pod: Pod): readonly Owner[] {
  const apps = pod.containers.filter(one => one.name !== 'istio-proxy');
  const asked = (app: Partial<Container>) => ({
    user: app.runAsUser ?? pod.runAsUser ?? 0,
    group: app.runAsGroup ?? pod.runAsGroup ?? 0,
  });
  return apps.length === 0 ? [asked({})] : apps.map(asked);
}

function asProxy(pod: Pod): Reason {
  const user = redirectionOf(pod)?.proxyUsers;
  return because(
    `${objectName(
      pod,
    )} runs as user ${user}, which the redirection takes for the sidecar itself.`,
    [evidenceOf(pod, 'spec.containers[].securityContext.runAsUser', user)],
    source,
  );
}

function notRedirected(pod: Pod): Reason {
  return because(
    `Nothing redirects the traffic of ${objectName(pod)} to its sidecar.`,
    [
      annotationEvidence(pod, 'sidecar.istio.io/interceptionMode'),
      evidenceOf(pod, 'spec.initContainers[istio-init]', undefined),
    ],
    source,
  );
}

function yes(): Captured {
  return { captured: true, reasons: [] };
}

function no(reasons: readonly Reason[]): Captured {
  return { captured: false, reasons };
}
