// How Istio compares host names: istio pkg/config/host/name.go; short names: pilot/pkg/model/virtualservice.go.
import { clusterDomain } from '../controlPlane/meshConfig';

export function isWild(host: string): boolean {
  return host.startsWith('*');
}

/** Whether two host names have a name in common. */
export function hostsOverlap(a: string, b: string): boolean {
  if (!isWild(a)) return isWild(b) ? a.endsWith(b.slice(1)) : a === b;
  if (!isWild(b)) return b.endsWith(a.slice(1));
  return a.length < b.length
    ? b.slice(1).endsWith(a.slice(1))
    : a.slice(1).endsWith(b.slice(1));
}

/** Whether every name of `host` is one of `pattern`. */
export function hostWithin(host: string, pattern: string): boolean {
  if (!isWild(pattern)) return host === pattern;
  if (!isWild(host)) return host.endsWith(pattern.slice(1));
  return (
    host.length >= pattern.length && host.slice(1).endsWith(pattern.slice(1))
  );
}

/** A name without a dot is that of a Service in the writer's namespace. */
export function fullHost(host: string, namespace: string): string {
  return host.includes('.') || isWild(host)
    ? host
    : `${host}.${namespace}.svc.${clusterDomain}`;
}
