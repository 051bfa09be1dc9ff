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
interface Way {
  readonly id: string;
  readonly does: string;
  readonly steps: readonly PlannedStep[];
  readonly costs: readonly string[];
  readonly fallback?: true;
}

function sidecarPlans(
  facts: ServiceFacts,
  edge: Edge,
  route: Route,
  id: string,
): readonly Plan[] {
  const sidecar = sidecarSteps(facts.state, edge, facts.pods);
  const restart = sidecar.length > 0;
  return waysOf(facts, edge, route)
    .filter(way => restart || way.steps.length > 0)
    .map(way => ({
      id: `${way.id}-${id}`,
      title: titleFor(edge.ref.title, restart, way.does),
      costs: [
        ...(restart ? costsOfSidecar(facts.state, edge) : []),
        ...way.costs,
      ],
      resolves,
      steps: [...sidecar, ...way.steps],
      ...(way.fallback && { fallback: way.fallback }),
    }));
}

function waysOf(facts: ServiceFacts, edge: Edge, route: Route): readonly Way[] {
  const { state, service } = facts;
  const { dial } = route;
  const toService = dial.addressing !== 'service-vip';
  const client = dial.host.kind === 'client';
  const change = { addressing: toService, host: client };
  const picked = [
    `Istio picks the pod: cookie affinity and load-balancing settings of ${edge.ref.title} stop working for ${service.meta.name}.`,
  ];
  const dialled = toService ? picked : [];
  const alone = routeSteps(state, route, service, { ...change, host: false });
  const both = routeSteps(state, route, service, change);
  const host = routeSteps(state, route, service, {
    addressing: false,
    host: client,
  });
  const known = client
    ? meshVirtualServiceStep(facts, route, route.backend.port)
    : undefined;
  const asTcp = portAsTcpStep(facts, route.backend.port);
  return [
    ...alone.map((steps, index) => ({
      id: numbered('service-address', index),
      does: toService ? 'let it dial the Service' : '',
      steps,
      costs: dialled,
    })),
    ...both.map((steps, index) => ({
      id: numbered('service-routing', index),
      does: toService
        ? 'let it dial the Service by its own name'
        : 'let it call the Service by its own name',
      steps,
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
      ? [[], ...(toService ? alone : [])].map((steps, index) => ({
          id: numbered('mesh-knows-host', index),
          does: `let the mesh know ${route.ref.host}`,
          steps: [...steps, known],
          costs: [
            `Whatever in the mesh calls ${route.ref.host} is led to ${service.meta.name} from then on.`,
            ...(steps.length > 0 ? dialled : []),
          ],
        }))
      : []),
    // Where its vendor can dial the Service, that is less.
    ...(alone.length === 0 ? podPortWays(facts, route, host, picked) : []),
    ...(asTcp
      ? alone.map((steps, index) => ({
          fallback: true as const,
          id: numbered('port-as-tcp', index),
          does: `have the port of ${service.meta.name} taken for TCP`,
          steps: [...steps, asTcp],
          costs: [
            ...dialled,
            `Routing, retries and metrics of the mesh for HTTP end on port ${route.backend.port} of ${service.meta.name}.`,
          ],
        }))
      : []),
  ];
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

/**
 * A flag of the controller, where nothing narrower does it. It is one of a list in a template that is not
 * read: which container has it, and what else stands there, no patch of ours can know.
 */
function flagAdvice(
  { state, service }: ServiceFacts,
  route: Route,
  id: string,
): readonly Plan[] {
  if (route.dial.addressing === 'service-vip') return [];
  const narrower = { addressing: true, host: false };
  if (routeSteps(state, route, service, narrower).length > 0) return [];
  const flag = addressingFlag(route);
  if (flag === undefined) return [];
  const { title } = route.edge.ref;
  return [
    {
      id: `flag-${id}`,
      title: `Start ${title} with ${flag}`,
      costs: [`It holds for every route of ${title}.`],
      resolves,
      steps: [],
      advice: {
        missing: `${flag} stands in the manifest or the values that ${title} was installed with. With it, ${title} dials Services, and what is left to do can be proven.`,
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
    / it (?=dial|call)/,
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
