import { analyzeCommand } from './analyzeCommand';
import type { Command } from './command';
import { rbacCommand } from './rbacCommand';

/** All commands, in the order in which the help lists them. */
export const commands: readonly Command[] = [analyzeCommand, rbacCommand];
