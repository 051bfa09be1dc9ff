import type { Ingress } from '../../state/kinds/ingress';

/** Annotation with JSON: {"name in a rule": {"Service": weight, …}} (internal/bfeConfig/annotations/balance.go). */
export const bfeWeights = 'bfe.ingress.kubernetes.io/balance.weight';

/** The Services that share the requests of a name in rules. */
export type BfeBalance = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What the annotation says; undefined where BFE refuses it, and with it the Ingress. */
export function bfeBalanceOf({ meta }: Ingress): BfeBalance | undefined {
  const written = meta.annotations[bfeWeights] as string | undefined;
  if (written === undefined) return new Map();
  const balance = parsed(written);
  const isRead = [...(balance?.values() ?? [])].every(isShared);
  return isRead ? balance : undefined;
}

function isShared(weights: ReadonlyMap<string, number>): boolean {
  const all = [...weights.values()];
  return (
    all.every(one => Number.isInteger(one) && one >= 0) &&
    all.some(one => one > 0)
  );
}

function parsed(json: string): BfeBalance | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return mapOf(value, one => mapOf(one, Number) ?? new Map());
  } catch {
    return undefined;
  }
}

function mapOf<T>(
  value: unknown,
  read: (one: unknown) => T,
): ReadonlyMap<string, T> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(
    Object.entries(value).map(([name, one]) => [name, read(one)] as const),
  );
}
