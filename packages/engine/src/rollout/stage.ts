import { pathNames, rejectedPaths } from '../remediation/rejectedPaths';
import type { ClusterState } from '../state/clusterState';
import type { PlannedStep } from '../remediation/plan';
import { Exception, exceptionsFor, exceptionStep } from './exceptions';
import { nameOf } from './judgedService';
import { modeAt, OpenArrival, refuses } from './openArrival';
import type { RolloutStage, StrictScope } from './strictPreview';
import { strictSteps } from './turnStrict';

/** A stage, and what its steps do to a copy of the state. */
export interface PlannedStage {
  readonly stage: RolloutStage;
  readonly steps: readonly PlannedStep[];
}

/**
 * Turns one scope STRICT on a copy of the state, and asks again what every port accepts that
 * something arrives at without mTLS; what cannot do without is excepted first.
 */
export function planStage(
  now: ClusterState,
  scope: StrictScope,
  arrivals: readonly OpenArrival[],
  services: number,
): PlannedStage {
  const spoken = {
    namespace: scope.kind === 'mesh' ? null : scope.namespace,
    services,
  };
  const blocked = (sentence: string): PlannedStage => ({
    stage: {
      ...spoken,
      standing: 'blocked',
      sentence,
      excepted: [],
      steps: [],
    },
    steps: [],
  });
  const turning = strictSteps(now, scope);
  if (!turning) return blocked('No selector of a Service names its pods.');
  if (turning.length === 0) {
    return {
      stage: {
        ...spoken,
        standing: 'done',
        sentence:
          'Accepts mTLS only already, but for what its policies except.',
        excepted: [],
        steps: [],
      },
      steps: [],
    };
  }
  const turned = applied(now, turning);
  const hit = arrivals.filter(one => isBroken(now, turned, one));
  const exceptions = exceptionsFor(now, hit);
  if (!exceptions) {
    return blocked(
      `Pod ${hit[0].pod} takes plaintext on port ${hit[0].port}, and no Service's selector names it: no policy can except it.`,
    );
  }
  return (
    proven(now, spoken, arrivals, exceptions, scope) ?? blocked(stuck(hit))
  );
}

function proven(
  now: ClusterState,
  spoken: Pick<RolloutStage, 'namespace' | 'services'>,
  arrivals: readonly OpenArrival[],
  exceptions: readonly Exception[],
  scope: StrictScope,
): PlannedStage | undefined {
  // To let more in breaks nobody: exceptions are asked about together.
  const excepted = now.fork();
  const steps = exceptions.map(exception => {
    const step = exceptionStep(excepted, exception);
    step.apply(excepted);
    return step;
  });
  let state = excepted;
  for (const step of strictSteps(excepted, scope) ?? []) {
    state = applied(state, [step]);
    steps.push(step);
    const after = state;
    if (arrivals.some(one => isBroken(now, after, one))) return undefined;
  }
  return {
    steps,
    stage: {
      ...spoken,
      standing: exceptions.length === 0 ? 'ready' : 'with-exceptions',
      sentence: sentenceOf(exceptions),
      excepted: exceptions.map(({ service, ports }) => ({ service, ports })),
      steps: steps.map(({ step }) => step),
    },
  };
}

export /** A copy of a state after some steps. */
function applied(
  state: ClusterState,
  steps: readonly PlannedStep[],
): ClusterState {
  const copy = state.fork();
  for (const { apply } of steps) apply(copy);
  return copy;
}

/** Whether what arrives without mTLS in one state does not get in in another. */
export function isBroken(
  before: ClusterState,
  after: ClusterState,
  arrival: OpenArrival,
): boolean {
  if (!refuses(after, arrival)) return false;
  // Auto mTLS sends plaintext where it meets DISABLE: what will be sent then has to be asked anew.
  return modeAt(before, arrival) !== 'DISABLE' || isRejected(after, arrival);
}

function isRejected(
  state: ClusterState,
  { service, path }: OpenArrival,
): boolean {
  const broken = rejectedPaths(state, service.service);
  return pathNames(nameOf(service), path).some(name => broken.has(name));
}

function sentenceOf(exceptions: readonly Exception[]): string {
  if (exceptions.length === 0) return 'Nothing that is seen breaks.';
  const names = exceptions.map(
    ({ service, ports }) => `${service.name} on port ${ports.join(', ')}`,
  );
  return `Something still arrives in plaintext at ${names.join(
    '; ',
  )}: except that first.`;
}

function stuck(hit: readonly OpenArrival[]): string {
  const pods = [...new Set(hit.map(one => one.pod))];
  return `No exception keeps what arrives in plaintext at ${pods.join(', ')}.`;
}
