import type { ServiceFacts } from '../posture/serviceFacts';
import type { ServiceKey } from '../posture/serviceKey';
import type { ClusterState } from '../state/clusterState';
import { derive, Question, readability } from '../state/derived';
import { kinds } from '../state/kinds';
import { atOnce, Pieces } from '../state/pieces';
import type { Reads } from '../state/reads';
import type { Source } from '../state/source';
import { factsAfter } from './factsAfter';
import type { PlannedStep } from './plan';
import { breaksOwn, breaksPath } from './rejectedPaths';

/** How far a plan has been applied. */
export interface Stage {
  readonly state: ClusterState;
  /** The steps that led here, as long as all of them are shared. */
  readonly shared?: readonly PlannedStep[];
}

/** Where every plan begins. */
export function beginning(state: ClusterState): Stage {
  return { state, shared: [] };
}

/** The next stage; undefined when the step breaks a path that works before all of them. */
export function* tryStep(
  facts: ServiceFacts,
  stage: Stage,
  planned: PlannedStep,
): Pieces<Stage | undefined> {
  if (planned.later) return stage;
  const next = stageAfter(facts.state, stage, planned);
  yield;
  if (next.shared) yield* planned.shared?.prepare?.(next.state) ?? [];
  const own = factsAfter(facts, next.state);
  if (!own || breaksOwn(facts, own)) return undefined;
  yield;
  return (yield* breaksOthers(facts, next, planned)) ? undefined : next;
}

function stageAfter(
  original: ClusterState,
  { state, shared }: Stage,
  planned: PlannedStep,
): Stage {
  if (shared && planned.shared) {
    const chain = [...shared, planned];
    return { state: copyAfter(original, chain), shared: chain };
  }
  const copy = state.fork();
  planned.apply(copy);
  return { state: copy };
}

function* breaksOthers(
  { state: original, service: { meta } }: ServiceFacts,
  { state, shared }: Stage,
  planned: PlannedStep,
): Pieces<boolean> {
  if (shared) return yield* breaksAny(original, shared);
  for (const key of distinct(planned.touches())) {
    const isOwn = key.namespace === meta.namespace && key.name === meta.name;
    if (!isOwn && (yield* breaksPath(original, state, key))) return true;
    yield;
  }
  return false;
}

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** The name of shared steps, another one when they are made from other objects. */
function nameOf(chain: readonly PlannedStep[]): string {
  return JSON.stringify(
    chain.map(({ shared }) => [
      shared?.name,
      ...(shared?.from ?? []).map(numberOf),
    ]),
  );
}

function numberOf(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  lastNumber += 1;
  numbers.set(object, lastNumber);
  return lastNumber;
}

// Copies in which shared steps are done, for as long as nothing changes.
const anything = [...kinds, readability];
const copies = derive(anything, (): Map<string, ClusterState> => new Map());

function copyAfter(
  original: ClusterState,
  chain: readonly PlannedStep[],
): ClusterState {
  const last = chain.at(-1);
  if (!last) return original;
  const known = original.reads.unnoted(() => original.read(copies));
  const name = nameOf(chain);
  const made = known.get(name);
  if (made) return made;
  const copy = copyAfter(original, chain.slice(0, -1)).fork();
  // A step does nothing but put objects made from those that are in its name.
  original.reads.unnoted(() => last.apply(copy));
  known.set(name, copy);
  return copy;
}

/** Whether shared steps break any path, with all that this was made from as one source. */
interface Proof {
  readonly breaks: boolean;
  readonly source: Source;
}

type Proofs = Map<string, Proof>;

const mostProofs = 1000;
const keptProofs = new WeakMap<Reads, Proofs>();
const momentaryProofs = derive(anything, (): Proofs => new Map());

function keptBy(reads: Reads): Proofs {
  const kept = keptProofs.get(reads) ?? new Map<string, Proof>();
  if (kept.size > mostProofs) kept.clear();
  keptProofs.set(reads, kept);
  return kept;
}

function* breaksAny(
  original: ClusterState,
  chain: readonly PlannedStep[],
): Pieces<boolean> {
  const { reads } = original;
  // Whoever notes what is read finds out when a proof holds no more; others keep it until anything changes.
  const noted = reads.noting && !original.isCopy;
  const proofs = noted
    ? keptBy(reads)
    : reads.unnoted(() => original.read(momentaryProofs));
  const name = nameOf(chain);
  const known = proofs.get(name);
  if (known && (!noted || reads.isGood(known.source))) {
    reads.again([known.source]);
    return known.breaks;
  }
  yield* prepareBreaking(original, chain, name);
  const { value: breaks, source } = reads.whole(() =>
    touchedBy(chain).some(key => original.ask(breaking(chain, name, key))),
  );
  proofs.set(name, { breaks, source });
  return breaks;
}

/** Asks of one service after the other, until one breaks. */
function* prepareBreaking(
  original: ClusterState,
  chain: readonly PlannedStep[],
  name: string,
): Pieces<void> {
  yield* chain.at(-1)?.prepare?.() ?? [];
  const touched = original.reads.apart(() => touchedBy(chain)).value;
  for (const key of touched) {
    const question = breaking(chain, name, key);
    if (yield* original.prepareInPieces(question)) return;
    yield;
  }
}

function touchedBy(chain: readonly PlannedStep[]): readonly ServiceKey[] {
  return distinct(chain.at(-1)?.touches() ?? []);
}

/** Whether shared steps break a path of one service: after a change, only of those that it concerns is it asked again. */
function breaking(
  chain: readonly PlannedStep[],
  name: string,
  key: ServiceKey,
): Question<boolean> {
  const inPieces = (state: ClusterState) =>
    breaksPath(state, copyAfter(state, chain), key);
  return {
    key: `breaks|${name}|${key.namespace}/${key.name}`,
    answer: state => atOnce(inPieces(state)),
    inPieces,
    gist: one => one,
    late: true,
    *prepare(state) {
      const copy = copyAfter(state, chain);
      yield;
      yield* chain.at(-1)?.shared?.prepare?.(copy) ?? [];
    },
  };
}

function distinct(keys: readonly ServiceKey[]): readonly ServiceKey[] {
  const byName = new Map(
    keys.map(key => [`${key.namespace}/${key.name}`, key]),
  );
  return [...byName.values()];
}
