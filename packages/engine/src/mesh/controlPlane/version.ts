// Versions of Istio, read from the tags of images; custom tags say nothing.
import type { Pod } from '../../state/kinds/pod';
import { proxyContainer } from '../workload/membership';

export type Version = readonly [major: number, minor: number, patch: number];

/** The version that an image's tag names; undefined when it is none. */
export function versionIn(image: string): Version | undefined {
  const tag = /:v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?:[.-][^/]*)?$/.exec(
    image.replace(/@.*$/, ''),
  );
  return tag
    ? [Number(tag[1]), Number(tag[2]), Number(tag[3] ?? 0)]
    : undefined;
}

export function proxyVersion(pod: Pod): Version | undefined {
  return versionIn(proxyContainer(pod)?.image ?? '');
}

/** Whether a version is known to be older than another, such as "1.25" or "1.30.4". */
export function isOlder(version: Version | undefined, than: string): boolean {
  if (!version) return false;
  const [major = 0, minor = 0, patch = 0] = than.split('.').map(Number);
  return (version[0] - major || version[1] - minor || version[2] - patch) < 0;
}

/** Whether a version lacks something that came with several patch releases, oldest first, and with all minor ones after the last. */
export function lacks(
  version: Version | undefined,
  releases: readonly string[],
): boolean {
  if (!version) return false;
  const sameMinor = releases.find(
    one => one.split('.')[1] === String(version[1]),
  );
  return isOlder(version, sameMinor ?? releases[releases.length - 1]);
}
