import { analyzeCommand } from './analyzeCommand';
import type { Command } from './command';
import { completionCommand } from './completionCommand';
import { connectCommand } from './connectCommand';
import { explainCommand } from './explainCommand';
import { findingsCommand } from './findingsCommand';
import { fixCommand } from './fixCommand';
import { previewStrictCommand } from './previewStrictCommand';
import { rbacCommand } from './rbacCommand';
import { vendorsCommand } from './vendorsCommand';
import { whatIfCommand } from './whatIfCommand';

const about: readonly Command[] = [
  analyzeCommand,
  explainCommand,
  connectCommand,
  fixCommand,
  previewStrictCommand,
  whatIfCommand,
  findingsCommand,
  vendorsCommand,
  rbacCommand,
];

/** All commands, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  ...about,
  completionCommand(about),
];
