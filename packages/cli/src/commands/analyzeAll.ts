import {
  analyzeServices,
  type ClusterState,
  kinds,
  type ServicePosture,
} from '@ingress-posture/engine';
import type { Terminal } from '../output/terminal';

const services = kinds.find(one => one.key === '/Service')!;
const atOnce = 25;

/** The posture of every Service, in the order of their names, some at a time so that progress can be told. */
export function analyzeAll(
  state: ClusterState,
  progress: Terminal['progress'],
): readonly ServicePosture[] {
  const keys = state.list(services).map(one => one.meta);
  const postures: ServicePosture[] = [];
  for (let from = 0; from < keys.length; from += atOnce) {
    progress(`analyzing service ${from + 1} of ${keys.length}`);
    postures.push(...analyzeServices(state, keys.slice(from, from + atOnce)));
  }
  progress(undefined);
  return postures;
}
