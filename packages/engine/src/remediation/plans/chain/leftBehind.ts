import type { Route } from '../../../ingress/edges/edge';

/** Annotations that make the edge rename the Host, or choose what to dial: wrong in front of a gateway. */
export function leftBehind({ edge: { vendor } }: Route): ReadonlySet<string> {
  const switches =
    vendor.placement === 'cloud'
      ? vendor.host.switches
      : [...vendor.addressing.switches, ...vendor.host.switches];
  return new Set(
    switches.flatMap(one => (one.on === 'route-annotation' ? [one.key] : [])),
  );
}
