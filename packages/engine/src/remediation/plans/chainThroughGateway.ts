import type { Route } from '../../ingress/edges/edge';
import { isOwnOpening } from '../../ingress/routes/loadBalancerRoutes';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { Path } from '../../posture/servicePosture';
import { ChainTarget, chainTarget } from '../istioGatewayService';
import type { Plan } from '../plan';
import { bindToGateway } from './chain/bindToGateway';
import { closeNodePort } from './chain/closeNodePort';
import { isHealthCheckSet } from './chain/healthCheck';
import { leadToGateway } from './chain/leadToGateway';
import { moveOpening } from './chain/moveOpening';
import { routesBeside } from './chain/routesBeside';

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
