import {
  analyzeServices,
  type ClusterState,
  judge,
  kinds,
  type ServiceKey,
  type ServicePosture,
} from '@ingress-posture/engine';
import type { Terminal } from '../output/terminal';

const services = kinds.find(one => one.key === '/Service')!;
const atOnce = 25;

/**
 * The posture of every Service, in the order of their names, some at a time so that progress can be told.
 * Remedies take longer to work out than all the rest: without them, each posture has none.
 */
export function analyzeAll(
  state: ClusterState,
  withRemedies: boolean,
  progress: Terminal['progress'],
): readonly ServicePosture[] {
  const keys = state.list(services).map(one => one.meta);
  const postures: ServicePosture[] = [];
  for (let from = 0; from < keys.length; from += atOnce) {
    progress(`analyzing service ${from + 1} of ${keys.length}`);
    const some = keys.slice(from, from + atOnce);
    postures.push(
      ...(withRemedies
        ? analyzeServices(state, some)
        : some.flatMap(key => judged(state, key))),
    );
  }
  progress(undefined);
  return postures;
}

function judged(
  state: ClusterState,
  key: ServiceKey,
): readonly ServicePosture[] {
  const posture = judge(state, key);
  return posture ? [{ ...posture, remedies: [] }] : [];
}
