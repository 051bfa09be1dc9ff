import type { Route } from '../../ingress/edges/edge';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { ClusterState } from '../../state/clusterState';
import type { PlannedStep } from '../plan';
import { meshVirtualServiceStep } from './meshVirtualService';
import { podPortStep } from './podPort';
import { portAsTcpStep } from './portAsTcp';
import { addressingFlag } from './route/switchEdits';
import { StartedWith, startedWith } from './controllerFlag';
import { routeSteps } from './routeToService';

// A port of one Service is a listener for all that the edge dials: each has to be asked about.
const mostServed = 50;

/** One way for a sidecar of the edge to know the Service. */
export interface Way extends Change {
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

/** What all ways of a route are put together from. */
interface Choice {
  readonly facts: ServiceFacts;
  readonly route: Route;
  /** The edge dials pods or node ports now, and is to dial the Service. */
  readonly toService: boolean;
  /** It passes on the Host that clients ask for, which the mesh may know nothing of. */
  readonly client: boolean;
  /** Dials the Service, and does nothing else. */
  readonly alone: readonly Change[];
  /** Calls it by its own name, and does nothing else. */
  readonly host: readonly (readonly PlannedStep[])[];
  /** Whether nothing narrower than a flag makes the edge dial Services. */
  readonly isByFlagAlone: boolean;
  readonly starts?: Required<Pick<Change, 'starts' | 'first'>>;
  /** What is lost when Istio picks the pod. */
  readonly picked: readonly string[];
  /** The same, where the way has the edge dial the Service. */
  readonly dialled: readonly string[];
}

/** Every way for the sidecar of a route's edge to know the Service, narrow ones first. */
export function waysToService(
  facts: ServiceFacts,
  route: Route,
): readonly Way[] {
  const choice = choiceOf(facts, route);
  return [
    ...dialWays(choice),
    ...dialByNameWays(choice),
    ...ownNameWays(choice),
    ...knownHostWays(choice),
    // Where its vendor can dial the Service, that is less.
    ...(choice.isByFlagAlone ? podPortWays(choice) : []),
    ...tcpWays(choice),
  ];
}

function choiceOf(facts: ServiceFacts, route: Route): Choice {
  const { state, service } = facts;
  const toService = route.dial.addressing !== 'service-vip';
  const client = route.dial.host.kind === 'client';
  const narrow = stepsFor(facts, route, { addressing: toService, host: false });
  // A flag holds for every route: only where nothing narrower does it.
  const flag = narrow.length === 0 ? dialledByFlag(state, route) : undefined;
  const starts = flag && { starts: flag, first: portForFlag(facts, route) };
  const { title } = route.edge.ref;
  const picked = [
    `Istio picks the pod: cookie affinity and load-balancing settings of ${title} stop working for ${service.meta.name}.`,
  ];
  const everyRoute = `It holds for every route of ${title}: Istio picks the pods of all.`;
  return {
    facts,
    route,
    toService,
    client,
    alone: starts
      ? [{ steps: [], ...starts }]
      : narrow.map(steps => ({ steps })),
    host: stepsFor(facts, route, { addressing: false, host: client }),
    isByFlagAlone: narrow.length === 0,
    ...(starts && { starts }),
    picked,
    dialled: toService ? [...picked, ...(flag ? [everyRoute] : [])] : [],
  };
}

function stepsFor(
  { state, service }: ServiceFacts,
  route: Route,
  change: Parameters<typeof routeSteps>[3],
) {
  return routeSteps(state, route, service, change);
}

function dialWays({ alone, toService, starts, dialled }: Choice) {
  const how = starts
    ? `start it with ${starts.starts.flag}`
    : 'let it dial the Service';
  return alone.map(
    (change, index): Way => ({
      ...change,
      id: numbered('service-address', index),
      does: toService ? how : '',
      costs: dialled,
    }),
  );
}

function dialByNameWays(choice: Choice): readonly Way[] {
  const { facts, route, toService, client, starts, host, dialled } = choice;
  const change = { addressing: toService, host: client };
  const both: readonly Change[] = starts
    ? host.map(steps => ({ steps, ...starts }))
    : stepsFor(facts, route, change).map(steps => ({ steps }));
  return both.map((how, index) => ({
    ...how,
    id: numbered('service-routing', index),
    does: doesBoth(toService, starts?.starts),
    costs: client ? [...dialled, ownName(facts.service.meta.name)] : dialled,
  }));
}

/** The number of the container port may be a Service's port, too: then its own name is enough. */
function ownNameWays({ facts, toService, host, picked }: Choice) {
  if (!toService) return [];
  return host.map(
    (steps, index): Way => ({
      id: numbered('own-name', index),
      does: 'let it call the Service by its own name',
      steps,
      costs: [ownName(facts.service.meta.name), ...picked],
    }),
  );
}

function knownHostWays(choice: Choice): readonly Way[] {
  const { facts, route, toService, client, alone, dialled } = choice;
  const { host, purpose } = route.ref;
  // Of a host whose requests another Service answers the mesh is told nothing.
  if (!client || purpose) return [];
  const known = meshVirtualServiceStep(facts, route, route.backend.port);
  if (!known) return [];
  const changes: readonly Change[] = [
    { steps: [] },
    ...(toService ? alone : []),
  ];
  return changes.map((how, index) => ({
    ...how,
    id: numbered('mesh-knows-host', index),
    does: `let the mesh know ${host}`,
    steps: [...how.steps, known],
    costs: [
      `Whatever in the mesh calls ${host} is led to ${facts.service.meta.name} from then on.`,
      ...(index > 0 ? dialled : []),
    ],
  }));
}

function tcpWays({ facts, route, alone, dialled }: Choice): readonly Way[] {
  const { port } = route.backend;
  const { name } = facts.service.meta;
  const asTcp = portAsTcpStep(facts, port);
  if (!asTcp) return [];
  return alone.map((how, index) => ({
    ...how,
    fallback: true as const,
    id: numbered('port-as-tcp', index),
    does: `have the port of ${name} taken for TCP`,
    steps: [...how.steps, asTcp],
    costs: [
      ...dialled,
      `Routing, retries and metrics of the mesh for HTTP end on port ${port} of ${name}.`,
    ],
  }));
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
export function dialledByFlag(
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
function podPortWays({ facts, route, host, picked }: Choice): readonly Way[] {
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

function ownName(service: string): string {
  return `${service} sees its own name as Host; what the client asked for is in X-Forwarded-Host.`;
}
