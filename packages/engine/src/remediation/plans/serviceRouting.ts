import type { Edge, Route } from '../../ingress/edges/edge';
import { dialledHop } from '../../path/dialledHop';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { ClusterState } from '../../state/clusterState';
import type { Plan, PlannedStep } from '../plan';
import {
  ambientSteps,
  isInjectable,
  needsSidecar,
  sidecarSteps,
} from './edgeIntoMesh';
import { meshVirtualServiceStep } from './meshVirtualService';
import { openNamespaceCosts } from './openNamespace';
import { podPortStep } from './podPort';
import { portAsTcpStep } from './portAsTcp';
import { addressingFlag } from './route/switchEdits';
import { StartedWith, startedWith } from './controllerFlag';
import { routeSteps } from './routeToService';

// A port of one Service is a listener for all that the edge dials: each has to be asked about.
const mostServed = 50;

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

/** One way for a sidecar of the edge to know the Service. */
interface Way extends Change {
  readonly id: string;
  readonly does: string;
  readonly costs: readonly string[];
  readonly fallback?: true;
}

/** Steps on the route or the Service, or a flag of the controller. */
interface Change {
  readonly steps: readonly PlannedStep[];
  readonly starts?: StartedWith;
  /** What the flag needs to be there before. */
  readonly first?: readonly PlannedStep[];
}

function sidecarPlans(
  facts: ServiceFacts,
  edge: Edge,
  route: Route,
  id: string,
): readonly Plan[] {
  const inside = !needsSidecar(facts.state, edge);
  return waysOf(facts, edge, route)
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

function waysOf(facts: ServiceFacts, edge: Edge, route: Route): readonly Way[] {
  const { state, service } = facts;
  const { dial } = route;
  const { title } = edge.ref;
  const toService = dial.addressing !== 'service-vip';
  const client = dial.host.kind === 'client';
  const change = { addressing: toService, host: client };
  const picked = [
    `Istio picks the pod: cookie affinity and load-balancing settings of ${title} stop working for ${service.meta.name}.`,
  ];
  const narrow = routeSteps(state, route, service, { ...change, host: false });
  const host = routeSteps(state, route, service, {
    addressing: false,
    host: client,
  });
  // A flag holds for every route: only where nothing narrower does it.
  const flag = narrow.length === 0 ? dialledByFlag(state, route) : undefined;
  const starts = flag && { starts: flag, first: portForFlag(facts, route) };
  const alone: readonly Change[] = starts
    ? [{ steps: [], ...starts }]
    : narrow.map(steps => ({ steps }));
  const both: readonly Change[] = starts
    ? host.map(steps => ({ steps, ...starts }))
    : routeSteps(state, route, service, change).map(steps => ({ steps }));
  const dials = flag ? `start it with ${flag.flag}` : 'let it dial the Service';
  const everyRoute = flag
    ? [`It holds for every route of ${title}: Istio picks the pods of all.`]
    : [];
  const dialled = toService ? [...picked, ...everyRoute] : [];
  // Of a host whose requests another Service answers the mesh is told nothing.
  const known =
    client && !route.ref.purpose
      ? meshVirtualServiceStep(facts, route, route.backend.port)
      : undefined;
  const asTcp = portAsTcpStep(facts, route.backend.port);
  return [
    ...alone.map((how, index) => ({
      ...how,
      id: numbered('service-address', index),
      does: toService ? dials : '',
      costs: dialled,
    })),
    ...both.map((how, index) => ({
      ...how,
      id: numbered('service-routing', index),
      does: doesBoth(toService, flag),
      costs: client ? [...dialled, ownName(service.meta.name)] : dialled,
    })),
    // The number of the container port may be a Service's port, too.
    ...(toService ? host : []).map((steps, index) => ({
      id: numbered('own-name', index),
      does: 'let it call the Service by its own name',
      steps,
      costs: [ownName(service.meta.name), ...picked],
    })),
    ...(known
      ? [{ steps: [] }, ...(toService ? alone : [])].map((how, index) => ({
          ...how,
          id: numbered('mesh-knows-host', index),
          does: `let the mesh know ${route.ref.host}`,
          steps: [...how.steps, known],
          costs: [
            `Whatever in the mesh calls ${route.ref.host} is led to ${service.meta.name} from then on.`,
            ...(index > 0 ? dialled : []),
          ],
        }))
      : []),
    // Where its vendor can dial the Service, that is less.
    ...(narrow.length === 0 ? podPortWays(facts, route, host, picked) : []),
    ...(asTcp
      ? alone.map((how, index) => ({
          ...how,
          fallback: true as const,
          id: numbered('port-as-tcp', index),
          does: `have the port of ${service.meta.name} taken for TCP`,
          steps: [...how.steps, asTcp],
          costs: [
            ...dialled,
            `Routing, retries and metrics of the mesh for HTTP end on port ${route.backend.port} of ${service.meta.name}.`,
          ],
        }))
      : []),
  ];
}

function doesBoth(toService: boolean, flag: StartedWith | undefined): string {
  if (flag) {
    return `start it with ${flag.flag}, and let it call the Service by its own name`;
  }
  return toService
    ? 'let it dial the Service by its own name'
    : 'let it call the Service by its own name';
}

/** The controller started with the flag by which it dials Services, where it has one and that can be patched. */
function dialledByFlag(
  state: ClusterState,
  route: Route,
): StartedWith | undefined {
  if (route.dial.addressing === 'service-vip') return undefined;
  const flag = addressingFlag(route);
  return flag && startedWith(state, route, flag);
}

/** The port that is dialled once the flag is set, where the Service has none of that number. */
function portForFlag(
  facts: ServiceFacts,
  route: Route,
): readonly PlannedStep[] {
  const target = facts.ports.find(
    one => one.posture.port === route.backend.port,
  )?.posture.targetPort;
  const isDialled =
    route.edge.vendor.portDialled && target !== route.backend.port;
  const step = isDialled && target && podPortStep(facts, route, target);
  return step ? [step] : [];
}

/** An edge that dials pods whatever is set: the Service gets the port that it dials. */
function podPortWays(
  facts: ServiceFacts,
  route: Route,
  host: readonly (readonly PlannedStep[])[],
  picked: readonly string[],
): readonly Way[] {
  const { service, ports } = facts;
  if (route.dial.addressing !== 'pod-ip' || route.dial.tls) return [];
  const target = ports.find(one => one.posture.port === route.backend.port)
    ?.posture.targetPort;
  const port = target && podPortStep(facts, route, target);
  if (!port || port.touches().length > mostServed) return [];
  const known = meshVirtualServiceStep(facts, route, target);
  const costs = [
    ...picked,
    `Every sidecar that may call ${service.meta.name} listens for HTTP on port ${target} then.`,
  ];
  return [
    ...host.map((steps, index) => ({
      fallback: true as const,
      id: numbered('pod-port-own-name', index),
      does: `give ${service.meta.name} the port that it dials, and its own name`,
      steps: [port, ...steps],
      costs: [...costs, ownName(service.meta.name)],
    })),
    ...(known
      ? [
          {
            fallback: true as const,
            id: 'pod-port-mesh-knows-host',
            does: `let the mesh know ${route.ref.host} on the port that it dials`,
            steps: [port, known],
            costs,
          },
        ]
      : []),
  ];
}

function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
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

function ownName(service: string): string {
  return `${service} sees its own name as Host; what the client asked for is in X-Forwarded-Host.`;
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
