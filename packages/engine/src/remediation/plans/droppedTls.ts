import type {
  ClientTls,
  DestinationRule,
  TrafficPolicy,
} from '../../state/kinds/destinationRule';
import { JsonOperation, jsonPath, Place, pointer } from '../jsonPatch';

/** TLS settings of a DestinationRule, and where they stand. */
export interface SaidTls {
  readonly place: Place;
  readonly tls: ClientTls;
  /** Of a list, what shows that the place is still that of the entry which is meant. */
  readonly entry: readonly JsonOperation[];
}

/** Everything that a rule says of TLS: of the host, of its ports and of its subsets. */
export function saidTls({ policy, subsets }: DestinationRule): SaidTls[] {
  return [
    ...ofPolicy(policy, ['spec', 'trafficPolicy'], []),
    ...subsets.flatMap((subset, index) => {
      const at = ['spec', 'subsets', index];
      return ofPolicy(
        subset.policy,
        [...at, 'trafficPolicy'],
        [isStill([...at, 'name'], subset.name)],
      );
    }),
  ];
}

function ofPolicy(
  policy: TrafficPolicy | undefined,
  place: Place,
  entry: readonly JsonOperation[],
): SaidTls[] {
  if (!policy) return [];
  const ports = [...policy.ports].flatMap(([number, { tls }], index) => {
    const at = [...place, 'portLevelSettings', index];
    const same = isStill([...at, 'port', 'number'], number);
    return tls ? [{ place: [...at, 'tls'], tls, entry: [...entry, same] }] : [];
  });
  return policy.tls
    ? [{ place: [...place, 'tls'], tls: policy.tls, entry }, ...ports]
    : ports;
}

function isStill(place: Place, value: unknown): JsonOperation {
  return { op: 'test', path: pointer(place), value };
}

/** The operations that take TLS settings out, and those that put them back. */
export function droppingOperations(dropped: readonly SaidTls[]): {
  readonly patch: readonly JsonOperation[];
  readonly undo: readonly JsonOperation[];
} {
  return {
    patch: dropped.flatMap(({ place, entry }) => [
      ...entry,
      { op: 'remove' as const, path: pointer(place) },
    ]),
    undo: dropped.flatMap(({ place, entry, tls: { mode } }) => [
      ...entry,
      { op: 'add' as const, path: pointer(place), value: { mode } },
    ]),
  };
}

/** The rule without some of its TLS settings. */
export function withoutTls(
  rule: DestinationRule,
  dropped: readonly SaidTls[],
): DestinationRule {
  const gone = new Set(dropped.map(({ tls }) => tls));
  const { policy, subsets } = rule;
  return {
    ...rule,
    ...(policy && { policy: policyWithout(policy, gone) }),
    subsets: subsets.map(subset =>
      subset.policy
        ? { ...subset, policy: policyWithout(subset.policy, gone) }
        : subset,
    ),
  };
}

function policyWithout(
  policy: TrafficPolicy,
  gone: ReadonlySet<ClientTls>,
): TrafficPolicy {
  const kept = <T extends { readonly tls?: ClientTls }>(settings: T): T => {
    if (!settings.tls || !gone.has(settings.tls)) return settings;
    const { tls: _, ...rest } = settings;
    return rest as T;
  };
  const ports = [...policy.ports].map(
    ([port, settings]) => [port, kept(settings)] as const,
  );
  return { ...kept(policy), ports: new Map(ports) };
}

/** Where something stands, as people write it. */
export function fieldOf({ place }: SaidTls): string {
  return jsonPath(place).slice(1);
}
