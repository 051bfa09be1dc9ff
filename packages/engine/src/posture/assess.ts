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
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { countEndpoints } from './countEndpoints';
import { integrationMode } from './mode';
import { isBroken, pathPosture } from './pathPosture';
import { PortFacts, portFacts } from './ports';
import { pathSentence, serviceSentence } from './sentence';
import type { JudgedPath, ServiceFacts } from './serviceFacts';
import type { Certainty, MeshMembership } from './servicePosture';
import { hiddenKinds } from './unreadable';
import { unseenGateways } from './unseenGateways';
import { certaintyOf, isGood, portPosture, worstOf } from './verdict';

/** Judges one service: its ports, its paths, and what they add up to. */
export function assess(state: ClusterState, service: Service): ServiceFacts {
  const pods = servicePods(state, service);
  const endpoints = countEndpoints(state, service, pods);
  const members = membersOf(state, pods, endpoints.ready);
  const ports = portFacts(state, service);
  const { namespace, name } = service.meta;
  const bound = gatewayRoutesTo(state, namespace, name);
  const reached = pathsTo(state, service, pods, bound);
  const paths = judgePaths(service, reached, ports, members);
  const hidden = state.read(hiddenKinds);
  const unclaimed = [
    ...unclaimedRoutes(state, service, bound),
    ...unseenGateways({ state, service, pods }),
  ];
  const unread = [...hidden.routes, ...hidden.workloads, ...unclaimed];
  const unseen = [...state.read(unreadVendorSentences), ...hidden.refining];
  const portPostures = ports.map(port => portPosture(port, members));
  const judged = worstOf(paths, portPostures);
  // What is hidden could be worse than what is seen; it cannot make what is bad any better.
  const posture = unread.length > 0 && isGood(judged) ? 'unknown' : judged;
  const leaning = [
    ...(isGood(posture) ? unseen : []),
    ...completedEndpoints(state, service),
  ];
  const certainty = certaintyOf(posture, paths, ports);
  const spoken = paths.map(one => one.path);
  return {
    state,
    service,
    pods,
    membership: members,
    endpoints,
    partial: members === 'mixed' && endpoints.none > 0,
    ports,
    paths,
    mode: integrationMode(
      spoken.map(path => path.mode),
      members,
      hidden.routes.length === 0 && unclaimed.length === 0,
    ),
    posture,
    certainty:
      leaning.length > 0 ? worstCertainty(['inferred', certainty]) : certainty,
    sentence: serviceSentence(name, posture, spoken, {
      readyEndpoints: endpoints.ready,
      unread,
    }),
    unread,
    unseen,
    caveats: [...new Set([...unread, ...leaning, ...caveatsOf(ports, paths)])],
  };
}

/** In what mesh a Service's pods are: those that are ready, where any is. */
function membersOf(
  state: ClusterState,
  pods: readonly Pod[],
  readyEndpoints: number,
): MeshMembership {
  // Endpoints that are no pods are in no mesh.
  if (pods.length === 0 && readyEndpoints > 0) return 'none';
  const ready = pods.filter(pod => pod.ready && !pod.terminating);
  return membershipOf(state, ready.length > 0 ? ready : pods);
}

function caveatsOf(
  ports: readonly PortFacts[],
  paths: readonly JudgedPath[],
): readonly string[] {
  return [
    ...ports.flatMap(port => port.pods.flatMap(one => one.accepts.caveats)),
    ...paths.flatMap(one => one.path.hops.flatMap(hop => hop.caveats)),
  ];
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
            facts.path.hops
              .filter(hop => hop.counts || isBroken(hop))
              .map(hop => hop.certainty),
          );
    const spoken = { ...facts.path, posture, certainty };
    const sentence = pathSentence(spoken, service.meta.name);
    return { facts, path: { ...spoken, sentence } };
  });
  return [...judged].sort((a, b) =>
    comparePosture(a.path.posture, b.path.posture),
  );
}
