import type { Route } from '../../ingress/edges/edge';
import { isOwnOpening } from '../../ingress/routes/loadBalancerRoutes';
import { servicesOfRoute } from '../../ingress/routes/routes';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { Path } from '../../posture/servicePosture';
import { f5VirtualServers } from '../../state/kinds/f5';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { ChainTarget, chainTarget } from '../istioGatewayService';
import type { Plan, PlannedStep } from '../plan';
import { askedAbout } from '../touched';
import { bindToGateway } from './chain/bindToGateway';
import { closeNodePort } from './chain/closeNodePort';
import { isHealthCheckSet } from './chain/healthCheck';
import { hasMoreThanPaths, moveHttpRoute } from './chain/moveHttpRoute';
import { moveIngress } from './chain/moveIngress';
import { moveOpening } from './chain/moveOpening';
import { repointF5 } from './chain/repointF5';
import { repointIngress } from './chain/repointIngress';
import { repointMapping } from './chain/repointMapping';
import { routesBeside } from './chain/routesBeside';
import { ingressOf } from './ingressOf';

const withoutGateway: Pick<Plan, 'costs' | 'steps' | 'advice'> = {
  costs: ['An Istio gateway to run, and one more hop.'],
  steps: [],
  advice: {
    missing:
      'This cluster has no Istio gateway that we can see. Install one (istio.io/latest/docs/setup/additional-setup/gateway); the steps can be worked out and proven then.',
    aims: 'permissive',
  },
};

/**
 * Puts an Istio gateway between a third-party edge and the workload: the only way to mTLS for a
 * cloud load balancer (istio.io/latest/docs/ops/integrations/loadbalancers).
 */
export function chainPlans(
  facts: ServiceFacts,
  { facts: { edge, route }, path }: JudgedPath,
): readonly Plan[] {
  if (!route || path.mode !== 'standalone') return [];
  // Who only asks it serves no host that could be moved.
  if (route.ref.purpose) return [];
  const target = facts.state.read(chainTarget);
  const cloud = edge.vendor.placement === 'cloud';
  const spoken = {
    id: `chain-${path.route.kind}-${path.route.namespace}-${path.route.name}`,
    title: `Put an Istio gateway behind ${cloud ? 'the ' : ''}${
      edge.ref.title
    }`,
    resolves: ['IP0101', 'IP0102', 'IP0103', 'IP0204'],
  };
  if (!target) {
    return cloud ? [{ ...spoken, ...withoutGateway }] : [];
  }
  const costs = costsOf(facts, target, route);
  const routes = routesBeside(facts, route);
  if (isOwnOpening(route)) {
    return openingPlans(facts, routes, target, spoken);
  }
  const binding = bindToGateway(facts, routes, target);
  const led = leadToGateway(facts, routes, target);
  if (typeof led === 'string') {
    const advice = { missing: led, aims: 'permissive' as const };
    return [{ ...spoken, costs, steps: binding, advice }];
  }
  const steps = [...binding, ...led, ...closeNodePort(facts, route)];
  const chain = { ...spoken, costs, steps };
  return [chain, ...(cloud ? [untold(chain)] : withTls(chain, path))];
}

/** What is left to say where the steps do not hold when they are tried, and nothing else leads to mTLS. */
function untold(chain: Plan): Plan {
  return {
    ...chain,
    id: `${chain.id}-untold`,
    fallback: true,
    advice: {
      missing:
        'These steps were tried on a copy of the cluster: what comes of them is not settled, or breaks what works now. The findings and caveats of the service say what to look at first.',
      aims: 'permissive',
    },
  };
}

/** Where the Service is its own way in, the gateway gets one like it. */
function openingPlans(
  facts: ServiceFacts,
  routes: readonly Route[],
  target: ChainTarget,
  spoken: Pick<Plan, 'id' | 'title' | 'resolves'>,
): readonly Plan[] {
  const { namespace, name } = target.service.meta;
  const costs = [
    ...usingGateway(facts, target),
    `One more hop: every connection passes ${namespace}/${name}, whose address the application then sees for the client's; over HTTP the client's own is in X-Forwarded-For.`,
    'Clients get another address: lead them there, by DNS as a rule, before the last step. Annotations that name an address or a load balancer are not in the new Service.',
  ];
  const steps = moveOpening(facts, routes, target);
  if (typeof steps === 'string') {
    const advice = { missing: steps, aims: 'permissive' as const };
    return [{ ...spoken, costs, steps: [], advice }];
  }
  const opening = { ...spoken, costs, steps };
  return [opening, untold({ ...opening, steps: steps.slice(0, -1) })];
}

/**
 * Where the edge cannot be in the mesh, plaintext to the gateway is no better than plaintext to the
 * workload: TLS between the two would be. Advice, as the gateway's certificate is in a Secret.
 */
function withTls(
  chain: Plan,
  { posture, edge, route: { host } }: Path,
): readonly Plan[] {
  if (posture !== 'plaintext') return [];
  const server = `a server on port 443 for ${host ?? '*'} with tls.mode SIMPLE`;
  return [
    {
      ...chain,
      id: `${chain.id}-tls`,
      title: `${chain.title}, and speak TLS to it`,
      fallback: true,
      advice: {
        missing: `Plaintext to the gateway would be no better than plaintext to the workload: the gateway needs ${server} and a certificate in a Secret of its namespace, and ${edge.title} has to start TLS towards it. Secrets are never read, so whether it would hold could not be tried.`,
        aims: 'app-tls',
      },
    },
  ];
}

/** Steps that lead the routes of an object to the gateway; a sentence that says why there are none. */
function leadToGateway(
  facts: ServiceFacts,
  routes: readonly Route[],
  target: ChainTarget,
): readonly PlannedStep[] | string {
  const [route] = routes;
  const { kind, namespace, name } = route.ref;
  const own = facts.service.meta.name;
  const what = `${kind} ${namespace}/${name}`;
  if (routes.some(one => one.backend.port !== route.backend.port)) {
    return `${what} leads to several ports of ${own}: give each an object of its own first.`;
  }
  const ingress = ingressOf(facts.state, route);
  if (ingress?.saysMore) {
    return `${what} has hosts without paths, or backends that are no Services: give ${own} one of its own first.`;
  }
  if (ingress && route.edge.vendor.oneIngressPerLocation) {
    if (ingress.rules.every(({ backend }) => backend.service !== own)) {
      return `${what} leads to ${own} by another name: let it name ${own} itself first.`;
    }
    return repointIngress(facts, ingress, route, target);
  }
  const others = servicesOfRoute(route)
    .map(service => service.name)
    .filter(other => other !== own);
  if (others.length > 0 && kind !== 'Mapping') {
    return `${what} also serves ${others.join(
      ', ',
    )}: give ${own} one of its own first.`;
  }
  const asked = askedOnTheWay(facts, route);
  if (asked) return `${what} ${asked}`;
  const { failsNow } = route.dial;
  if (failsNow !== undefined) {
    return `${what} is one that its controller fails at now: ${failsNow}. Mend that first: what was made of it before would go with it, and not come back.`;
  }
  if (ingress) return moveIngress(facts, ingress, route, target);
  if (route.object.kind === 'Mapping') {
    return [repointMapping(facts, route, target)];
  }
  const server = facts.state.get(f5VirtualServers, namespace, name);
  if (server === route.object) {
    if (server.pools.some(pool => pool.cluster !== undefined)) {
      return `${what} has pools of several clusters: lead each to a gateway of its own cluster, which is not seen from here.`;
    }
    return [repointF5(facts, route, target)];
  }
  const httpRoute = facts.state.get(httpRoutes, namespace, name);
  if (httpRoute === route.object) {
    return hasMoreThanPaths(httpRoute)
      ? `${what} does more than lead paths to ${own}, which a new one would not do: let its rules lead to ${gatewayName(
          target,
        )} yourself, with a ReferenceGrant there.`
      : moveHttpRoute(facts, httpRoute, routes, target);
  }
  return `${what} has to lead to ${gatewayName(
    target,
  )} then, or its clients to that gateway. No patch of ours can say that of a ${kind}.`;
}

/** Whom an edge asks about the requests of an object, which a new one in its place would not say. */
function askedOnTheWay(
  { state }: ServiceFacts,
  route: Route,
): string | undefined {
  const { edge } = route;
  if (edge.vendor.placement === 'cloud') return undefined;
  const names = askedAbout(state, route).map(
    ({ namespace, name }) => `${namespace}/${name}`,
  );
  return names.length === 0
    ? undefined
    : `has ${edge.ref.title} ask ${names.join(
        ' and ',
      )} about each request: what says so has to name the object that takes its place, or requests are no longer asked about.`;
}

function gatewayName({ service: { meta }, port }: ChainTarget): string {
  return `port ${port.port} of Service ${meta.namespace}/${meta.name}`;
}

function costsOf(
  facts: ServiceFacts,
  target: ChainTarget,
  route: Route,
): readonly string[] {
  const { vendor, ref } = route.edge;
  const { namespace, name } = target.service.meta;
  return [
    ...usingGateway(facts, target),
    `One more hop: every request passes ${namespace}/${name}.`,
    `The gateway serves the host at its own address, too: what ${ref.title} checks is not checked there.`,
    ...(vendor.placement === 'cloud'
      ? [
          'The load balancer gets a new address unless a static one or a group is named: move DNS before the last step.',
          isHealthCheckSet(facts, route, target)
            ? 'Its health check asks the gateway then: port 15021, path /healthz/ready. Wait until the new backends are healthy before the last step.'
            : 'Its health check has to ask the gateway: port 15021, path /healthz/ready. Set that where it is kept before clients are led there, or it finds no healthy backend.',
        ]
      : []),
    'A TLS certificate that the route names has to be in the namespace of the gateway too.',
  ];
}

function usingGateway(
  { service }: ServiceFacts,
  target: ChainTarget,
): readonly string[] {
  const { namespace } = target.service.meta;
  return namespace === service.meta.namespace
    ? []
    : [
        `It uses the gateway of namespace ${namespace}: agree on it with its owner, or name another.`,
      ];
}
