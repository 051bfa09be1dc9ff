// Version of a pod's Istio proxy, read from its image; custom tags say nothing.
import type { Pod } from '../state/kinds/pod';
import { proxyContainer } from './membership';

/** Major and minor; undefined when the tag is no version. */
export function proxyVersion(
  pod: Pod,
): { readonly major: number; readonly minor: number } | undefined {
  const image = proxyContainer(pod)?.image ?? '';
  const found = /:v?(\d{1,3})\.(\d{1,3})(?:[.-]|$)/.exec(image);
  return found
    ? { major: Number(found[1]), minor: Number(found[2]) }
    : undefined;
}

/** Whether the proxy is older than a version; an unknown version counts as current. */
export function olderThan(pod: Pod, major: number, minor: number): boolean {
  const version = proxyVersion(pod);
  if (!version) return false;
  return (
    version.major < major || (version.major === major && version.minor < minor)
  );
}
