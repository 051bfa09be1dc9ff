import { analyzeCommand } from './analyzeCommand';
import type { Command } from './command';
import { fixCommand } from './fixCommand';
import { previewStrictCommand } from './previewStrictCommand';
import { rbacCommand } from './rbacCommand';
import { whatIfCommand } from './whatIfCommand';

/** All commands, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  analyzeCommand,
  fixCommand,
  previewStrictCommand,
  whatIfCommand,
  rbacCommand,
];
