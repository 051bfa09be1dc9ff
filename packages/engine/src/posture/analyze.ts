import { remediesOf } from '../remediation/remedies';
import type { ClusterState } from '../state/clusterState';
import { Service, services } from '../state/kinds/service';
import { assess } from './assess';
import { commonLabels } from './commonLabels';
import { findingsOf } from './findings';
import { isJudged } from './judged';
import type { ServiceKey } from './serviceKey';
import type { ServiceFacts } from './serviceFacts';
import type { ServicePosture } from './servicePosture';

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
  return keys.flatMap(({ namespace, name }) => {
    const service = state.get(services, namespace, name);
    if (!service || !isJudged(state, service)) return [];
    return [postureOf(state, service)];
  });
}

function postureOf(state: ClusterState, service: Service): ServicePosture {
  const facts = assess(state, service);
  const findings = findingsOf(facts);
  return { ...plain(facts), findings, remedies: remediesOf(facts, findings) };
}

function plain(
  facts: ServiceFacts,
): Omit<ServicePosture, 'findings' | 'remedies'> {
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
