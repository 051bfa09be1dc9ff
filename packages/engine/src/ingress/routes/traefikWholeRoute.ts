import type { TraefikRoute } from '../../state/kinds/traefik';
import { hasRepository } from '../edges/hasRepository';
import type { Instance } from '../edges/instances';
import { isForAnyEntryPoint } from '../policies/traefikStatic';

/** Why Traefik makes nothing of a route as a whole, as the rest of a sentence. */
export function whyNoRoute(
  route: TraefikRoute,
  instance: Instance,
): string | undefined {
  const { isFormer, entryPoints } = route;
  if (isFormer && isVersion3(instance)) {
    return 'it is of group traefik.containo.us, which is not read from version 3 on';
  }
  return isForAnyEntryPoint(instance, entryPoints)
    ? undefined
    : `it is for entry point ${entryPoints.join(', ')}, which is not there`;
}

/** Version 3 took the former group away, and an image's tag says what it is (doc.traefik.io/traefik/migrate/v2-to-v3-details). */
export function isVersion3({ pods, vendor }: Instance): boolean {
  const majors = pods
    .flatMap(({ containers }) => containers)
    .filter(({ image }) =>
      vendor.pods?.images.some(one => hasRepository(image, one)),
    )
    .map(({ image }) => /:v?(\d+)[^/]*$/.exec(image.split('@')[0])?.[1]);
  return (
    majors.length > 0 &&
    majors.every(major => major !== undefined && Number(major) >= 3)
  );
}
