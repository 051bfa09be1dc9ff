import type { Edge, Route } from '../../ingress/edges/edge';
import { dialledHop } from '../../path/dialledHop';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { ClusterState } from '../../state/clusterState';
import type { Plan } from '../plan';
import {
  ambientSteps,
  isInjectable,
  needsSidecar,
  sidecarSteps,
} from './edgeIntoMesh';
import { openNamespaceCosts } from './openNamespace';
import { addressingFlag } from './route/switchEdits';
import { routeSteps } from './routeToService';
import { dialledByFlag, waysToService } from './waysToService';

const resolves = ['IP0101', 'IP0102', 'IP0201', 'IP0202', 'IP0203', 'IP0207'];

/**
 * An in-cluster edge gets to mTLS when its sidecar sees a connection to a Service it knows: by
 * address, and for HTTP ports by Host too (istio pilot/pkg/networking/core/httproute.go). What is
 * enough depends on the port and on the vendor; proof tells.
 */
export function serviceRoutingPlans(
  facts: ServiceFacts,
  { facts: made, path }: JudgedPath,
): readonly Plan[] {
  const { edge, route } = made;
  const hop = path.hops[dialledHop(made)];
  if (!route || edge.pods.length === 0 || hop?.to !== 'workload') return [];
  // The sidecar knows the Service already; something else is wrong.
  if (hop.wire === 'istio-mtls') return [];
  const id = `${path.route.kind}-${path.route.namespace}-${path.route.name}`;
  return [
    ...(needsSidecar(facts.state, edge) && !isInjectable(edge)
      ? []
      : sidecarPlans(facts, edge, route, id)),
    ...ambientPlans(facts, edge, id),
    ...flagAdvice(facts, route, id),
  ];
}

function sidecarPlans(
  facts: ServiceFacts,
  edge: Edge,
  route: Route,
  id: string,
): readonly Plan[] {
  const inside = !needsSidecar(facts.state, edge);
  return waysToService(facts, route)
    .filter(({ steps, starts }) => !inside || starts || steps.length > 0)
    .map(way => ({
      id: `${way.id}-${id}`,
      title: titleFor(edge.ref.title, !inside, way.does),
      costs: [
        ...(inside ? [] : costsOfSidecar(facts.state, edge)),
        ...(inside && way.starts ? [`One restart of ${edge.ref.title}.`] : []),
        ...way.costs,
      ],
      resolves,
      steps: [
        ...(way.first ?? []),
        ...sidecarSteps(facts.state, edge, facts.pods, way.starts),
        ...way.steps,
      ],
      ...(way.fallback && { fallback: way.fallback }),
    }));
}

function ambientPlans(
  facts: ServiceFacts,
  edge: Edge,
  id: string,
): readonly Plan[] {
  if (facts.membership !== 'ambient') return [];
  if (!needsSidecar(facts.state, edge) || !isInjectable(edge)) return [];
  return [
    {
      id: `ambient-edge-${id}`,
      title: `Enrol ${edge.ref.title} in ambient`,
      costs: [
        `One restart of ${edge.ref.title}.`,
        'Client address and session affinity stay as they are.',
      ],
      resolves,
      steps: ambientSteps(facts.state, edge),
    },
  ];
}

/** A flag of the controller that would do it, and that no patch of ours can set: nothing narrower does. */
function flagAdvice(
  { state, service }: ServiceFacts,
  route: Route,
  id: string,
): readonly Plan[] {
  if (route.dial.addressing === 'service-vip') return [];
  const narrower = { addressing: true, host: false };
  if (routeSteps(state, route, service, narrower).length > 0) return [];
  const flag = addressingFlag(route);
  if (flag === undefined || dialledByFlag(state, route)) return [];
  const { title } = route.edge.ref;
  return [
    {
      id: `flag-${id}`,
      title: `Start ${title} with ${flag.key}`,
      costs: [`It holds for every route of ${title}.`],
      resolves,
      steps: [],
      advice: {
        missing: `${flag.key} has to be set where ${title} was installed: a shell, a file or the image says what its pods are started with, and no patch of their arguments can. With it, ${title} dials Services, and what is left to do can be proven.`,
        aims: 'permissive',
      },
    },
  ];
}

function titleFor(edge: string, sidecar: boolean, routing: string): string {
  if (sidecar) {
    return routing === ''
      ? `Give ${edge} a sidecar`
      : `Give ${edge} a sidecar and ${routing}`;
  }
  return `${routing[0].toUpperCase()}${routing.slice(1)}`.replace(
    / it (?=dial|call|with)/,
    ` ${edge} `,
  );
}

function costsOfSidecar(
  state: ClusterState,
  { ref: { title }, pods }: Edge,
): readonly string[] {
  return [
    `One restart of ${title}.`,
    'The client address is kept: inbound traffic, probes and webhooks among it, does not pass the sidecar.',
    ...openNamespaceCosts(state, pods),
  ];
}
