import { remediesOf } from '../remediation/remedies';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';
import { assess } from './assess';
import { commonLabels } from './commonLabels';
import { findingsOf } from './findings';
import { isJudged } from './judged';
import type { ServiceKey } from './serviceKey';
import type { ServiceFacts } from './serviceFacts';
import type { ServicePosture } from './servicePosture';

/** A posture without the ways out of it, which take longer to work out than all the rest. */
export type Judged = Omit<ServicePosture, 'remedies'>;

/** A posture without what is found about it either: a third of the work. */
export type Verdict = Omit<Judged, 'findings'>;

/** The posture of every Service, sorted by namespace and name. Same state, same bytes. */
export function analyze(state: ClusterState): readonly ServicePosture[] {
  return analyzeServices(
    state,
    state.list(services).map(service => service.meta),
  );
}

/** The postures of some Services, in the order given; those that do not exist are left out. */
export function analyzeServices(
  state: ClusterState,
  keys: readonly ServiceKey[],
): readonly ServicePosture[] {
  return keys.flatMap(key => {
    const facts = factsOf(state, key);
    if (!facts) return [];
    const judged = judgedOf(facts);
    return [{ ...judged, remedies: remediesOf(facts, judged.findings) }];
  });
}

/**
 * The posture of one Service. Undefined when it does not exist, or is a hop on the way to others:
 * that of an edge or a gateway.
 */
export function judge(
  state: ClusterState,
  key: ServiceKey,
): Judged | undefined {
  const facts = factsOf(state, key);
  return facts && judgedOf(facts);
}

/** As `judge`, for whoever does not show findings. */
export function verdict(
  state: ClusterState,
  key: ServiceKey,
): Verdict | undefined {
  const facts = factsOf(state, key);
  return facts && verdictOf(facts);
}

function factsOf(
  state: ClusterState,
  { namespace, name }: ServiceKey,
): ServiceFacts | undefined {
  const service = state.get(services, namespace, name);
  return service && isJudged(state, service)
    ? assess(state, service)
    : undefined;
}

function judgedOf(facts: ServiceFacts): Judged {
  return { ...verdictOf(facts), findings: findingsOf(facts) };
}

function verdictOf(facts: ServiceFacts): Verdict {
  const { state, service } = facts;
  return {
    version: 1,
    cluster: state.name,
    service: {
      namespace: service.meta.namespace,
      name: service.meta.name,
      labels: service.meta.labels,
      podLabels: commonLabels(facts.pods),
    },
    mode: facts.mode,
    posture: facts.posture,
    certainty: facts.certainty,
    sentence: facts.sentence,
    partial: facts.partial,
    endpoints: facts.endpoints,
    caveats: facts.caveats,
    ports: facts.ports.map(port => port.posture),
    paths: facts.paths.map(one => one.path),
  };
}
