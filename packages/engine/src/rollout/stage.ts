import { pathNames, rejectedPaths } from '../remediation/rejectedPaths';
import { shownStep } from '../remediation/steps';
import type { ClusterState } from '../state/clusterState';
import type { PlannedStep } from '../remediation/plan';
import { Exception, exceptionsFor, exceptionStep } from './exceptions';
import { JudgedService, nameOf } from './judgedService';
import { modesIn, OpenArrival } from './openArrival';
import type { RolloutStage, StrictScope } from './strictPreview';
import { someOf } from './someOf';
import { strictSteps } from './turnStrict';
import { isUnsure } from './unsure';

// Some are enough to see where to look.
const mostNamed = 5;
// A stage has all of its ports in `excepted`: its sentence is to be read in one line.
const mostPorts = 3;

/** A stage, and what its steps do to a copy of the state. */
export interface PlannedStage {
  readonly stage: RolloutStage;
  readonly steps: readonly PlannedStep[];
}

/** A scope to turn STRICT, and what arrives in it without mTLS. */
export interface Wanted {
  readonly scope: StrictScope;
  readonly arrivals: readonly OpenArrival[];
  /** The services that it is about. */
  readonly services: readonly JudgedService[];
}

/**
 * Turns scopes STRICT on a copy of the state, and asks again what every port accepts that something
 * arrives at without mTLS; what cannot do without is excepted first. The scopes are different
 * namespaces: policies of one decide about no pod of another, so that all can be tried together.
 */
export function planStages(
  now: ClusterState,
  all: readonly Wanted[],
): readonly PlannedStage[] {
  const modeAt = modesIn(now);
  // What is sent where DISABLE ends is asked of whole paths, which lead through other namespaces, too.
  const isApart = (one: Wanted) =>
    one.arrivals.some(arrival => modeAt(arrival) === 'DISABLE');
  const together = planTogether(
    now,
    all.filter(one => !isApart(one)),
  );
  const planned = new Map(together);
  return all.map(one => planned.get(one) ?? planStage(now, one));
}

/** The same for one scope. */
export function planStage(now: ClusterState, wanted: Wanted): PlannedStage {
  const [[, planned]] = planTogether(now, [wanted]);
  return planned;
}

function planTogether(
  now: ClusterState,
  all: readonly Wanted[],
): readonly (readonly [Wanted, PlannedStage])[] {
  const turning = all.map(({ scope }) => strictSteps(now, scope));
  const turned = applied(
    now,
    turning.flatMap(steps => steps ?? []),
  );
  const brokenBy = brokenBetween(now, turned);
  const drafts = all.map((wanted, index) =>
    draftOf(now, wanted, turning[index], wanted.arrivals.filter(brokenBy)),
  );
  const proven = proveAll(now, drafts.filter(isOpen));
  return drafts.map(draft => [
    draft.wanted,
    'stage' in draft
      ? { stage: draft.stage, steps: [] }
      : proven.get(draft) ?? blocked(draft.wanted, stuck(draft.hit)),
  ]);
}

/** A stage that is settled, or exceptions that have to be tried. */
type Draft =
  | { readonly wanted: Wanted; readonly stage: RolloutStage }
  | OpenDraft;

interface OpenDraft {
  readonly wanted: Wanted;
  readonly hit: readonly OpenArrival[];
  readonly exceptions: readonly Exception[];
}

function isOpen(draft: Draft): draft is OpenDraft {
  return !('stage' in draft);
}

function draftOf(
  now: ClusterState,
  wanted: Wanted,
  turning: readonly PlannedStep[] | undefined,
  hit: readonly OpenArrival[],
): Draft {
  const settled = ({ stage }: PlannedStage) => ({ wanted, stage });
  if (!turning) {
    return settled(blocked(wanted, 'No selector of a Service names its pods.'));
  }
  if (turning.length === 0) {
    return settled(
      without(
        wanted,
        'done',
        'Accepts mTLS only already, but for what its policies except.',
      ),
    );
  }
  const unsure = wanted.services.filter(one => isUnsure(now, one));
  if (unsure.length > 0) return settled(blocked(wanted, notKnown(unsure)));
  const exceptions = exceptionsFor(now, hit);
  if (exceptions) return { wanted, hit, exceptions };
  return settled(
    blocked(
      wanted,
      `Pod ${hit[0].pod} takes plaintext on port ${hit[0].port}, and no Service's selector names it: no policy can except it.`,
    ),
  );
}

function blocked(wanted: Wanted, sentence: string): PlannedStage {
  return without(wanted, 'blocked', sentence);
}

/** A stage in which nothing is done. */
function without(
  wanted: Wanted,
  standing: RolloutStage['standing'],
  sentence: string,
): PlannedStage {
  const stage = { standing, sentence, excepted: [], steps: [] };
  return { stage: { ...spoken(wanted), ...stage }, steps: [] };
}

function spoken({ scope, services }: Wanted) {
  const namespace = scope.kind === 'mesh' ? null : scope.namespace;
  return { namespace, services: services.length };
}

/** Those of the drafts that break nothing after any of their steps. */
function proveAll(
  now: ClusterState,
  drafts: readonly OpenDraft[],
): ReadonlyMap<OpenDraft, PlannedStage> {
  // To let more in breaks nobody: exceptions are asked about together.
  const excepted = now.fork();
  const begun = drafts.map(draft => ({
    draft,
    excepting: draft.exceptions.map(exception => {
      const step = exceptionStep(excepted, exception);
      step.apply(excepted);
      return step;
    }),
  }));
  let going = begun.map(({ draft, excepting }) => ({
    draft,
    excepting,
    turning: strictSteps(excepted, draft.wanted.scope) ?? [],
  }));
  const most = Math.max(0, ...going.map(({ turning }) => turning.length));
  let state = excepted;
  for (let at = 0; at < most; at += 1) {
    const next = going.flatMap(({ turning }) => turning.slice(at, at + 1));
    state = applied(state, next);
    const brokenBy = brokenBetween(now, state);
    going = going.filter(({ draft }) => !draft.wanted.arrivals.some(brokenBy));
  }
  return new Map(
    going.map(({ draft, excepting, turning }) => [
      draft,
      provenStage(draft, [...excepting, ...turning]),
    ]),
  );
}

function provenStage(
  { wanted, exceptions }: OpenDraft,
  steps: readonly PlannedStep[],
): PlannedStage {
  return {
    steps,
    stage: {
      ...spoken(wanted),
      standing: exceptions.length === 0 ? 'ready' : 'with-exceptions',
      sentence: sentenceOf(wanted, exceptions),
      excepted: exceptions.map(({ service, ports }) => ({ service, ports })),
      steps: steps.map(({ step }) => shownStep(step)),
    },
  };
}

/** A copy of a state after some steps. */
export function applied(
  state: ClusterState,
  steps: readonly PlannedStep[],
): ClusterState {
  const copy = state.fork();
  for (const { apply } of steps) apply(copy);
  return copy;
}

/** What arrives without mTLS in one state and does not get in in another. */
export function brokenIn(
  before: ClusterState,
  after: ClusterState,
  arrivals: readonly OpenArrival[],
): readonly OpenArrival[] {
  return arrivals.filter(brokenBetween(before, after));
}

function brokenBetween(
  before: ClusterState,
  after: ClusterState,
): (arrival: OpenArrival) => boolean {
  const [was, is] = [modesIn(before), modesIn(after)];
  return arrival =>
    is(arrival) === 'STRICT' &&
    // Auto mTLS sends plaintext where it meets DISABLE: what will be sent then has to be asked anew.
    (was(arrival) !== 'DISABLE' || isRejected(after, arrival));
}

function isRejected(
  state: ClusterState,
  { service, path }: OpenArrival,
): boolean {
  const broken = rejectedPaths(state, service.service);
  return pathNames(nameOf(service), path).some(name => broken.has(name));
}

function sentenceOf(
  { scope }: Wanted,
  exceptions: readonly Exception[],
): string {
  if (exceptions.length === 0) {
    return scope.kind === 'mesh'
      ? 'Nothing that is seen breaks once all stages before it are done.'
      : 'Nothing that is seen breaks.';
  }
  const ports = exceptions.flatMap(({ service, ports: numbers }) =>
    numbers.map(port => `${service.name}:${port}`),
  );
  return `Plaintext still arrives at ${someOf(ports, mostPorts)}: except ${
    ports.length === 1 ? 'that port' : 'those ports'
  } and turn the rest STRICT.`;
}

function notKnown(unsure: readonly JudgedService[]): string {
  const names = someOf(unsure.map(nameOf), mostNamed);
  return `Not enough is known of what reaches ${names} to say that nothing breaks: see what is unknown there.`;
}

function stuck(hit: readonly OpenArrival[]): string {
  const pods = [...new Set(hit.map(one => one.pod))];
  return `No exception keeps what arrives in plaintext at ${pods.join(', ')}.`;
}
