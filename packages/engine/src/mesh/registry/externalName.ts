// ExternalName Services are other names of what they point at: istio pilot/pkg/model/push_context.go resolveServiceAliases.
import type { MeshService } from './registry';

/** Gives every service the names that lead to it, through several steps too; circles lead nowhere. */
export function resolveAliases(all: readonly MeshService[]): MeshService[] {
  const names = namesByTarget(all);
  if (names.size === 0) return [...all];
  return all.map(service => {
    const aliases = names.get(service.hostname);
    return aliases ? withAliases(service, aliases) : service;
  });
}

/** Hosts of the aliases among these services, by the host that they lead to in the end. */
export function namesByTarget(
  all: readonly MeshService[],
): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string>();
  for (const { hostname, aliasOf } of all) {
    if (aliasOf !== undefined) targets.set(hostname, aliasOf);
  }
  const names = new Map<string, string[]>();
  for (const hostname of targets.keys()) {
    const target = follow(hostname, targets);
    if (target === undefined) continue;
    const known = names.get(target);
    if (known) known.push(hostname);
    else names.set(target, [hostname]);
  }
  return names;
}

/** A service with its other names; a name itself has none. */
export function withAliases(
  service: MeshService,
  aliases: readonly string[],
): MeshService {
  return service.resolution === 'alias' ? service : { ...service, aliases };
}

function follow(
  start: string,
  targets: ReadonlyMap<string, string>,
): string | undefined {
  const seen = new Set<string>();
  let here = start;
  for (;;) {
    const next = targets.get(here);
    if (next === undefined) return here;
    if (seen.has(here)) return undefined;
    seen.add(here);
    here = next;
  }
}
