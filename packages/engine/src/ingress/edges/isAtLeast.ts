import { hasRepository } from './hasRepository';
import type { Instance } from './instances';

type Release = readonly [major: number, minor: number];

/**
 * Whether an installation is of a release or a newer one, by the tags of its vendor's images. Undefined where a tag
 * does not say, and while pods of both run.
 */
export function isAtLeast(
  instance: Instance | undefined,
  release: Release,
): boolean | undefined {
  const [first, ...others] = releasesOf(instance).map(
    one => one && isFrom(one, release),
  );
  return others.every(one => one === first) ? first : undefined;
}

function releasesOf(
  instance: Instance | undefined,
): readonly (Release | undefined)[] {
  if (!instance) return [];
  const { pods, vendor } = instance;
  return pods
    .flatMap(({ containers }) => containers)
    .filter(({ image }) =>
      vendor.pods?.images.some(one => hasRepository(image, one)),
    )
    .map(({ image }) => releaseIn(image));
}

function releaseIn(image: string): Release | undefined {
  const tag = /:v?(\d+)\.(\d{1,2})\b[^/]*$/.exec(image.split('@')[0]);
  return tag ? [Number(tag[1]), Number(tag[2])] : undefined;
}

function isFrom([major, minor]: Release, since: Release): boolean {
  return major === since[0] ? minor >= since[1] : major > since[0];
}
