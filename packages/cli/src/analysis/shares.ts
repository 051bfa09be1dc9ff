import {
  type ClusterState,
  kinds,
  type ServiceKey,
  type ServicePosture,
} from '@ingress-posture/engine';
import { type Detail, posturesOf } from './posturesOf';

const services = kinds.find(one => one.key === '/Service')!;

/** So few Services that no thread waits long for the last share of another. */
const atOnce = 10;

/** Postures of some Services, by the place of the first of them among all. */
export type Shares = ReadonlyMap<number, readonly ServicePosture[]>;

/** Where the next share begins, in memory that threads have in common: who is free takes it. */
export type Counter = Int32Array<SharedArrayBuffer>;

export function newCounter(): Counter {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** Works out shares for as long as there are any left to take. */
export function takeShares(
  state: ClusterState,
  detail: Detail,
  counter: Counter,
  progress: (sentence: string) => void = () => {},
): Shares {
  const keys = keysOf(state);
  const taken = new Map<number, readonly ServicePosture[]>();
  const next = () => Atomics.add(counter, 0, atOnce);
  for (let from = next(); from < keys.length; from = next()) {
    progress(`analyzing service ${from + 1} of ${keys.length}`);
    taken.set(from, shareAt(state, keys, from, detail));
  }
  return taken;
}

/** Whether all that there is to work out is in these shares. */
export function isComplete(state: ClusterState, shares: Shares): boolean {
  return shares.size === Math.ceil(keysOf(state).length / atOnce);
}

/** All postures in the order of the Services' names; shares that are not there are worked out now. */
export function joined(
  state: ClusterState,
  detail: Detail,
  shares: Shares,
): readonly ServicePosture[] {
  const keys = keysOf(state);
  return keys.flatMap((_, from) =>
    from % atOnce === 0
      ? shares.get(from) ?? shareAt(state, keys, from, detail)
      : [],
  );
}

function shareAt(
  state: ClusterState,
  keys: readonly ServiceKey[],
  from: number,
  detail: Detail,
): readonly ServicePosture[] {
  return posturesOf(state, keys.slice(from, from + atOnce), detail);
}

function keysOf(state: ClusterState): readonly ServiceKey[] {
  return state.list(services).map(one => one.meta);
}
