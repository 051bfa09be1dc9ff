import { assess } from '../posture/assess';
import { isJudged } from '../posture/judged';
import type { ServiceFacts } from '../posture/serviceFacts';
import type { ServiceKey } from '../posture/serviceKey';
import { compareText } from '../state/compareText';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';
import { changedService } from './changedService';
import { putOn, takeAway } from './changeObjects';
import { isUnsureOf } from './unsureOf';
import type { WhatIf, WhatIfService } from './whatIfAnswer';

/** Objects as YAML has them: put on top of a cluster, or taken away from it. */
export interface WhatIfChange {
  readonly put?: readonly unknown[];
  readonly remove?: readonly unknown[];
}

/** What is known already, or not wanted. */
export interface WhatIfOptions {
  /** The services that the answer is about; all where this is unset. */
  readonly concerns?: (service: ServiceKey) => boolean;
  /**
   * The services of a copy whose posture may be another than in the state, as `Analysis.affectedIn` has
   * them; all are judged before and after where this is unset.
   */
  readonly affectedIn?: (copy: ClusterState) => readonly ServiceKey[];
}

/**
 * What would become of a cluster: the change is made on a copy, and services are judged before and
 * after. An object that is put replaces the whole of the one with its name.
 */
export function whatIf(
  state: ClusterState,
  { put = [], remove = [] }: WhatIfChange,
  { concerns = () => true, affectedIn }: WhatIfOptions = {},
): WhatIf {
  const copy = state.fork();
  const objects = [
    ...remove.map(object => takeAway(copy, object)),
    ...put.map(object => putOn(copy, object)),
  ];
  const affected = affectedIn && new Set(affectedIn(copy).map(nameOf));
  const isAsked = (key: ServiceKey) =>
    concerns(key) && (affected?.has(nameOf(key)) ?? true);
  const before = judged(state, isAsked);
  const after = judged(copy, isAsked);
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changes = names
    .flatMap(name => changedService(before.get(name), after.get(name)) ?? [])
    .sort(byHarm);
  const unsure = names
    .filter(name => isUnsureOf(before.get(name), after.get(name)))
    .flatMap(name => after.get(name)?.service.meta ?? [])
    .map(({ namespace, name }) => ({ namespace, name }))
    .sort(byName);
  const all = copy
    .list(services)
    .filter(one => concerns(one.meta) && isJudged(copy, one));
  const counts = countsOf(all.length, changes, unsure);
  return {
    version: 1,
    cluster: state.name,
    sentence: sentenceOf(counts),
    objects,
    counts,
    changes,
    unsure,
  };
}

function judged(
  state: ClusterState,
  concerns: (service: ServiceKey) => boolean,
): ReadonlyMap<string, ServiceFacts> {
  return new Map(
    state
      .list(services)
      .filter(service => concerns(service.meta) && isJudged(state, service))
      .map(service => [nameOf(service.meta), assess(state, service)]),
  );
}

function nameOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}

const directions = ['worse', 'other', 'better'];

function byHarm(a: WhatIfService, b: WhatIfService): number {
  return (
    directions.indexOf(a.direction) - directions.indexOf(b.direction) ||
    byName(a.service, b.service)
  );
}

function byName(a: ServiceKey, b: ServiceKey): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

function countsOf(
  all: number,
  changes: readonly WhatIfService[],
  unsure: WhatIf['unsure'],
): WhatIf['counts'] {
  const going = (direction: WhatIfService['direction']) =>
    changes.filter(one => one.direction === direction).length;
  return {
    services: all,
    changed: changes.length,
    better: going('better'),
    worse: going('worse'),
    brokenPaths: changes.flatMap(one => one.paths.filter(path => path.breaks))
      .length,
    unsure: unsure.length,
  };
}

function sentenceOf(counts: WhatIf['counts']): string {
  const { services: all, changed, better, worse, brokenPaths, unsure } = counts;
  const ofUnsure = `of ${unsure} ${
    unsure === 1 ? 'service' : 'services'
  } not enough is known to say`;
  if (changed === 0) {
    return unsure === 0
      ? `Nothing changes for any of ${all} services.`
      : `Nothing that is seen changes for any of ${all} services, but ${ofUnsure}.`;
  }
  const ways = [
    ...(worse > 0 ? [`${worse} for the worse`] : []),
    ...(better > 0 ? [`${better} for the better`] : []),
  ];
  const how = ways.length > 0 ? `: ${ways.join(', ')}` : '';
  const none = unsure === 0 ? 'No path breaks' : 'No path that is seen breaks';
  const broken =
    brokenPaths === 0
      ? none
      : `${brokenPaths} ${brokenPaths === 1 ? 'path breaks' : 'paths break'}`;
  const rest = unsure === 0 ? '' : `, but ${ofUnsure}`;
  return `${changed} of ${all} services ${
    changed === 1 ? 'changes' : 'change'
  }${how}. ${broken}${rest}.`;
}
