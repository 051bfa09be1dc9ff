import type { Path } from '@ingress-posture/engine';
import type { Text } from '../translation';

/** "shop.example.com", or the object without a host; "external authorization for …" of what is only asked. */
export function routeName(route: Path['route'], text: Text): string {
  const what = route.host ?? `${route.kind} ${route.name}`;
  return route.purpose
    ? text('paths.purpose', { purpose: route.purpose, route: what })
    : what;
}
