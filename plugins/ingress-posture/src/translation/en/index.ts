import { card, common, states } from './common';
import { clusters, endOfLife, fleet, strict, whatIf } from './fleet';
import {
  aside,
  connect,
  detail,
  diagram,
  diff,
  evidence,
  paths,
  remedies,
  summary,
  verdict,
  why,
} from './service';
import { findings } from './findings';
import { words } from './words';

/** Everything the plugin says, in English. */
export const english = {
  words,
  common,
  states,
  card,
  verdict,
  paths,
  diagram,
  detail,
  evidence,
  why,
  remedies,
  diff,
  aside,
  connect,
  summary,
  fleet,
  endOfLife,
  strict,
  whatIf,
  clusters,
  findings,
} as const;
