import type { ClusterState } from '../state/clusterState';
import { brokenServices } from './brokenServices';
import { caveatsOf } from './caveats';
import { JudgedService, judgedWithin, nameOf } from './judgedService';
import { openArrivals } from './openArrival';
import { safeOrder } from './safeOrder';
import { isInScope } from './scope';
import { brokenIn } from './stage';
import { stillPermissive } from './stillPermissive';
import type { StrictPreview, StrictScope } from './strictPreview';
import { strictSteps } from './turnStrict';
import { isUnsure } from './unsure';

/** What is known already, or not wanted. */
export interface PreviewOptions {
  /** The postures of this state; worked out where this is unset. */
  readonly judged?: readonly JudgedService[];
  /** Whether remedies are worked out of what breaks: yes where this is unset. They take the longest. */
  readonly remedies?: boolean;
}

/**
 * Who breaks if a scope turned STRICT now, and an order in which nobody does. Policies of narrower
 * scope go on deciding, as they would.
 */
export function previewStrict(
  state: ClusterState,
  scope: StrictScope,
  { judged = judgedWithin(state, scope), remedies = true }: PreviewOptions = {},
): StrictPreview {
  const arrivals = openArrivals(state, judged);
  const turned = state.fork();
  for (const { apply } of strictSteps(state, scope) ?? []) apply(turned);
  const hit = brokenIn(state, turned, arrivals);
  const breaks = brokenServices(state, hit, remedies);
  const within = judged.filter(one => isInScope(state, scope, one));
  const unsure = new Set(within.filter(one => isUnsure(state, one)));
  const breaking = new Set(hit.map(one => nameOf(one.service)));
  return {
    version: 1,
    cluster: state.name,
    scope,
    sentence: sentenceOf(scope, breaks, unsure.size),
    counts: countsOf(within, breaking, unsure),
    breaks,
    stillPermissive: stillPermissive(state, within, arrivals),
    order: safeOrder(state, scope, within, arrivals),
    caveats: caveatsOf(state),
  };
}

function countsOf(
  within: readonly JudgedService[],
  breaking: ReadonlySet<string>,
  unsure: ReadonlySet<JudgedService>,
): StrictPreview['counts'] {
  const groups = { strict: 0, ready: 0, breaking: 0, apart: 0 };
  for (const service of within) groups[groupOf(service, breaking, unsure)] += 1;
  return { services: within.length, ...groups };
}

function groupOf(
  service: JudgedService,
  breaking: ReadonlySet<string>,
  unsure: ReadonlySet<JudgedService>,
): 'strict' | 'ready' | 'breaking' | 'apart' {
  const { ports } = service;
  if (breaking.has(nameOf(service))) return 'breaking';
  if (unsure.has(service) || ports.some(port => port.accepts === 'unknown')) {
    return 'apart';
  }
  if (ports.every(port => port.mtlsMode === null)) return 'apart';
  return ports.every(port => port.accepts === 'mtls-only') ? 'strict' : 'ready';
}

function sentenceOf(
  scope: StrictScope,
  breaks: StrictPreview['breaks'],
  unsure: number,
): string {
  const paths = breaks.flatMap(one => one.paths).length;
  const many = (count: number, what: string) =>
    `${count} ${what}${count === 1 ? '' : 's'}`;
  const broken =
    paths === 0
      ? 'no path that is seen would break'
      : `${many(paths, 'path')} of ${many(
          breaks.length,
          'service',
        )} would break`;
  const unknown =
    unsure === 0
      ? ''
      : `, but of ${many(unsure, 'service')} not enough is known to say`;
  return `If ${nameOfScope(scope)} turned STRICT now, ${broken}${unknown}.`;
}

function nameOfScope(scope: StrictScope): string {
  switch (scope.kind) {
    case 'mesh':
      return 'the whole mesh';
    case 'namespace':
      return `namespace ${scope.namespace}`;
    case 'workload':
      return `the workload of ${scope.namespace}/${scope.service}`;
    default: {
      const never: never = scope;
      return never;
    }
  }
}
