import { completedEndpoints } from '../completion/completedEndpoints';
import { unreadVendorSentences } from '../ingress/unreadVendors';
import { gatewayRoutesTo } from '../mesh';
import { membershipOf } from '../path/nodes';
import type { PathFacts } from '../path/pathFacts';
import { pathsTo } from '../path/paths';
import { unclaimedRoutes } from '../path/unclaimedRoutes';
import { servicePods } from '../path/servicePods';
import { comparePosture, worstCertainty } from '../path/worst';
import type { ClusterState } from '../state/clusterState';
import type { Service } from '../state/kinds/service';
import { countEndpoints } from './countEndpoints';
import { integrationMode } from './mode';
import { pathPosture } from './pathPosture';
import { PortFacts, portFacts } from './ports';
import { pathSentence, serviceSentence } from './sentence';
import type { JudgedPath, ServiceFacts } from './serviceFacts';
import type { Certainty, MeshMembership } from './servicePosture';
import { hiddenKinds } from './unreadable';
import { certaintyOf, isGood, portPosture, worstOf } from './verdict';

/** Judges one service: its ports, its paths, and what they add up to. */
export function assess(state: ClusterState, service: Service): ServiceFacts {
  const pods = servicePods(state, service);
  const endpoints = countEndpoints(state, service, pods);
  const ready = pods.filter(pod => pod.ready && !pod.terminating);
  // Endpoints that are no pods are in no mesh.
  const members =
    pods.length === 0 && endpoints.ready > 0
      ? 'none'
      : membershipOf(state, ready.length > 0 ? ready : pods);
  const ports = portFacts(state, service);
  const { namespace, name } = service.meta;
  const bound = gatewayRoutesTo(state, namespace, name);
  const reached = pathsTo(state, service, pods, bound);
  const paths = judgePaths(service, reached, ports, members);
  const hidden = state.read(hiddenKinds);
  const unclaimed = unclaimedRoutes(state, service, bound);
  const unseen = [...state.read(unreadVendorSentences), ...hidden.refining];
  const mode = integrationMode(
    paths.map(one => one.path.mode),
    members,
    hidden.routes.length === 0 && unclaimed.length === 0,
  );
  const completed = completedEndpoints(state, service);
  const portPostures = ports.map(port => portPosture(port, members));
  const judged = worstOf(paths, portPostures);
  // What is hidden could be worse than what is seen; it cannot make what is bad any better.
  const unread = [...hidden.routes, ...hidden.workloads, ...unclaimed];
  const posture = unread.length > 0 && isGood(judged) ? 'unknown' : judged;
  const caveats = [
    ...unread,
    ...(isGood(posture) ? unseen : []),
    ...completed,
    ...ports.flatMap(port => port.pods.flatMap(one => one.accepts.caveats)),
    ...paths.flatMap(one => one.path.hops.flatMap(hop => hop.caveats)),
  ];
  return {
    state,
    service,
    pods,
    membership: members,
    endpoints,
    partial: members === 'mixed' && endpoints.none > 0,
    ports,
    paths,
    mode,
    posture,
    certainty:
      completed.length > 0 || (isGood(posture) && unseen.length > 0)
        ? worstCertainty(['inferred', certaintyOf(posture, paths, ports)])
        : certaintyOf(posture, paths, ports),
    sentence: serviceSentence(
      service.meta.name,
      posture,
      paths.map(one => one.path),
    ),
    unread,
    unseen,
    caveats: [...new Set(caveats)],
  };
}

function judgePaths(
  service: Service,
  reached: readonly PathFacts[],
  ports: readonly PortFacts[],
  members: MeshMembership,
): readonly JudgedPath[] {
  const postures = ports.map(port => port.posture);
  const judged = reached.map(facts => {
    const posture = pathPosture(facts.path, postures, members !== 'none');
    const certainty: Certainty =
      posture === 'unknown'
        ? 'unknown'
        : worstCertainty(
            facts.path.hops.filter(hop => hop.counts).map(hop => hop.certainty),
          );
    const spoken = { ...facts.path, posture, certainty };
    const sentence = pathSentence(spoken, service.meta.name);
    return { facts, path: { ...spoken, sentence } };
  });
  return [...judged].sort((a, b) =>
    comparePosture(a.path.posture, b.path.posture),
  );
}
