import { exitCodes, type ExitCode } from '../usage/exitCodes';
import type { Loaded } from './loadState';

/** How a command ends that has answered from what could be read. */
export function endOf({ unread }: Pick<Loaded, 'unread'>): ExitCode {
  return unread > 0 ? exitCodes.partial : exitCodes.done;
}
