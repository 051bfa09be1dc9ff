// Hosts that an egress listener imports: istio pilot/pkg/model/sidecar.go convertIstioListenerToWrapper, SelectVirtualServices.
import { hostsOverlap, hostWithin, isWild } from '../registry/hostName';
import type { MeshVirtualService } from '../routes/virtualService';

/** `namespace/dnsName` by namespace, `*` for all of them. */
export interface Imports {
  readonly included: ReadonlyMap<string, readonly string[]>;
  /** `~namespace/host` takes out what others bring in. */
  readonly excluded: ReadonlyMap<string, readonly string[]>;
}

/** Reads the hosts as written in a namespace's Sidecar. */
export function egressHosts(
  written: readonly string[],
  namespace: string,
): Imports {
  const included = new Map<string, string[]>();
  const excluded = new Map<string, string[]>();
  for (const one of written) {
    const parts = one.split('/');
    if (parts.length !== 2) continue;
    const [place, host] = parts;
    const out = place.startsWith('~');
    const bare = out ? place.slice(1) || '*' : place;
    const owner = bare === '.' ? namespace : bare;
    const side = out ? excluded : included;
    side.set(owner, [...(side.get(owner) ?? []), host]);
  }
  return { included, excluded };
}

/** Whether a host of a namespace is imported. */
export function importsHost(
  imports: Imports,
  owner: string,
  host: string,
): boolean {
  return (
    names(imports.included, owner, host) &&
    !names(imports.excluded, owner, host)
  );
}

/** Whether another name of an imported service is imported with it: what is taken out does not count there. */
export function importsAlias(
  { included }: Imports,
  owner: string,
  host: string,
): boolean {
  return names(included, owner, host);
}

function names(
  side: Imports['included'],
  owner: string,
  host: string,
): boolean {
  return [...(side.get(owner) ?? []), ...(side.get('*') ?? [])].some(pattern =>
    hostWithin(host, pattern),
  );
}

/** Whether one of a route's hosts is imported. */
export function importsRoute(
  { included, excluded }: Imports,
  route: MeshVirtualService,
): boolean {
  const patterns = [
    ...(included.get(route.namespace) ?? []),
    ...(included.get('*') ?? []),
  ];
  const out = [
    ...(excluded.get(route.namespace) ?? []),
    ...(excluded.get('*') ?? []),
  ];
  return route.hosts.some(
    host =>
      patterns.some(pattern =>
        isWild(host) || isWild(pattern)
          ? hostsOverlap(host, pattern)
          : host === pattern,
      ) && !out.some(pattern => hostWithin(host, pattern)),
  );
}
