import type { ClusterState, ServicePosture } from '@ingress-posture/engine';
import type { Terminal } from '../output/terminal';
import type { Helper } from './helper';
import type { Detail } from './posturesOf';
import { isComplete, joined, newCounter, takeShares } from './shares';

/** The posture of every Service, in the order of their names, together with a helper where there is one. */
export async function analyzeAll(
  state: ClusterState,
  detail: Detail,
  progress: Terminal['progress'],
  helper?: Helper,
): Promise<readonly ServicePosture[]> {
  const counter = helper?.counter ?? newCounter();
  const own = takeShares(state, detail, counter, progress);
  const others =
    !helper || isComplete(state, own) ? new Map() : await helper.shares();
  progress(undefined);
  return joined(state, detail, new Map([...own, ...others]));
}
