import { loadState } from '../commands/loadState';
import { silentTerminal } from '../output/silentTerminal';
import type { Task } from './helper';
import { type Shares, takeShares } from './shares';

/** What the second thread does. What is to be said of the manifests, the first one says. */
export async function help(task: Task): Promise<Shares> {
  const { sources, input, detail, counter } = task;
  const { state } = await loadState(sources, silentTerminal(input));
  return takeShares(state, detail, counter);
}
