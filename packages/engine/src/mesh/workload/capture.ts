// Which connections reach a pod's proxy: istio tools/istio-iptables/pkg/capture/run.go; for ambient
// cni/pkg/iptables/iptables.go.
import ipaddr from 'ipaddr.js';
import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import type { Container, Pod } from '../../state/kinds/pod';
import { because } from '../because';
import { meshOf, podOf } from './membership';
import { Redirection, redirectionEvidence, redirectionOf } from './redirection';

export interface Captured {
  readonly captured: boolean;
  readonly reasons: readonly Reason[];
}

const bypass = 'ambient.istio.io/bypass-inbound-capture';
const source = 'istio tools/istio-iptables/pkg/capture/run.go';
// Ports of Istio's own: metrics, health, status, HBONE.
const neverInbound: ReadonlySet<number> = new Set([15090, 15021, 15020]);
const proxyId = 1337;

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

/** Whether connections to a container port meet the proxy, and why. */
export function inboundCapture(pod: Pod, port: number): Captured {
  const mesh = meshOf(pod);
  if (mesh === 'none') return no([]);
  if (mesh === 'ambient') return ambientInbound(pod);
  const found = redirectionOf(pod);
  if (!found || found.mode === 'NONE') return no([notRedirected(pod)]);
  return inboundRules(found, port)
    ? yes()
    : no([
        because(
          `Connections to port ${port} of ${objectName(
            pod,
          )} go to the application: the sidecar's inbound redirection leaves it out.`,
          redirectionEvidence(pod).filter(one =>
            /-[bd]\]|bound-ports|exclude-ports|InboundPorts/.test(one.field),
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
  if (runsAsProxy(pod)) return no([asProxy(pod)]);
  return outboundRules(found, address, port)
    ? yes()
    : no([
        because(
          `Connections from ${objectName(
            pod,
          )} to ${address}:${port} bypass its sidecar: the outbound redirection leaves them out.`,
          redirectionEvidence(pod).filter(one =>
            /-[ixqo]\]|service|outbound|Outbound/.test(one.field),
          ),
          source,
        ),
      ]);
}

function inboundRules(found: Redirection, port: number): boolean {
  if (neverInbound.has(port)) return false;
  if (listed(found.excludeInterfaces).includes('eth0')) return false;
  const include = found.includeInboundPorts.trim();
  if (include === '') return false;
  return include === '*'
    ? !hasPort(found.excludeInboundPorts, port)
    : hasPort(include, port);
}

function outboundRules(
  found: Redirection,
  address: string,
  port: number,
): boolean {
  if (hasPort(found.excludeOutboundPorts, port)) return false;
  if (inRanges(found.excludeOutboundRanges, address)) return false;
  if (hasPort(found.includeOutboundPorts, port)) return true;
  return inRanges(found.includeOutboundRanges, address);
}

function ambientInbound(pod: Pod): Captured {
  if (pod.meta.annotations[bypass] !== 'true') return yes();
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
  const apps = pod.containers.filter(one => one.name !== 'istio-proxy');
  return apps.length > 0 && apps.every(one => hasProxyId(pod, one));
}

/** Whether ranges that are captured are those of loopback, which is let through otherwise. */
export function redirectsLoopback(pod: Pod): boolean {
  return listed(redirectionOf(pod)?.includeOutboundRanges ?? '').some(
    range => range.startsWith('127.') || range.startsWith('::1'),
  );
}

function hasProxyId(pod: Pod, container: Container): boolean {
  return (
    (container.runAsUser ?? pod.runAsUser) === proxyId ||
    (container.runAsGroup ?? pod.runAsGroup) === proxyId
  );
}

function asProxy(pod: Pod): Reason {
  return because(
    `${objectName(
      pod,
    )} runs as user ${proxyId}, which the redirection takes for the sidecar itself.`,
    [evidenceOf(pod, 'spec.containers[].securityContext.runAsUser', proxyId)],
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

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '');
}

function hasPort(ports: string, port: number): boolean {
  return listed(ports).includes(String(port));
}

function inRanges(ranges: string, address: string): boolean {
  return listed(ranges).some(
    range => range === '*' || contains(range, address),
  );
}

/** Whether a CIDR, or a single address, contains an address. */
export function contains(range: string, address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.parse(address);
  const cidr = range.includes('/')
    ? range
    : `${range}/${ip.kind() === 'ipv4' ? 32 : 128}`;
  if (!ipaddr.isValidCIDR(cidr)) return false;
  const [network, bits] = ipaddr.parseCIDR(cidr);
  return network.kind() === ip.kind() && ip.match(network, bits);
}
