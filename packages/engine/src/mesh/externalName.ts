// ExternalName Services are other names of what they point at: istio pilot/pkg/model/push_context.go resolveServiceAliases.
import type { MeshService } from './registry';

/** Gives every service the names that lead to it, through several steps too; circles lead nowhere. */
export function resolveAliases(all: readonly MeshService[]): MeshService[] {
  const targets = new Map<string, string>();
  for (const { hostname, aliasOf } of all) {
    if (aliasOf !== undefined) targets.set(hostname, aliasOf);
  }
  if (targets.size === 0) return [...all];
  const names = new Map<string, string[]>();
  for (const hostname of targets.keys()) {
    const target = follow(hostname, targets);
    if (target !== undefined) {
      names.set(target, [...(names.get(target) ?? []), hostname]);
    }
  }
  return all.map(service => {
    const aliases = names.get(service.hostname);
    return aliases && service.resolution !== 'alias'
      ? { ...service, aliases }
      : service;
  });
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
