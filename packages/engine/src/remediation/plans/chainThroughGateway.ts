import type { Route } from '../../ingress/edge';
import { servicesOfRoute } from '../../ingress/routes';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import { ChainTarget, chainTarget } from '../istioGatewayService';
import type { Plan } from '../plan';
import { bindToGateway } from './chain/bindToGateway';
import { closeNodePort } from './chain/closeNodePort';
import { moveIngress } from './chain/moveIngress';
import { repointMapping } from './chain/repointMapping';

/**
 * Puts an Istio gateway between a third-party edge and the workload: the only way to mTLS for a
 * cloud load balancer (istio.io/latest/docs/ops/integrations/loadbalancers).
 */
export function chainPlans(
  facts: ServiceFacts,
  { facts: { edge, route }, path }: JudgedPath,
): readonly Plan[] {
  if (!route || path.mode !== 'standalone') return [];
  if (route.ref.kind !== 'Ingress' && route.ref.kind !== 'Mapping') return [];
  const target = facts.state.read(chainTarget);
  const id = `chain-${path.route.kind}-${path.route.namespace}-${path.route.name}`;
  const title = `Put an Istio gateway behind ${titleOf(
    edge.vendor.placement,
    edge.ref.title,
  )}`;
  const resolves = ['IP0101', 'IP0102', 'IP0103', 'IP0204'];
  const cloud = edge.vendor.placement === 'cloud';
  if (!target) {
    return cloud ? [withoutGateway(id, title, resolves)] : [];
  }
  const costs = costsOf(facts, target, cloud);
  const binding = bindToGateway(facts, route, target);
  if (route.ref.kind === 'Mapping') {
    const steps = [...binding, repointMapping(facts, route, target)];
    return [{ id, title, costs, resolves, steps }];
  }
  const others = otherServices(facts, route);
  if (others.length > 0) {
    const missing = `Ingress ${route.ref.namespace}/${
      route.ref.name
    } also serves ${others.join(', ')}: give ${
      facts.service.meta.name
    } an Ingress of its own first.`;
    return [
      {
        id,
        title,
        costs,
        resolves,
        steps: binding,
        advice: { missing, aims: 'permissive' },
      },
    ];
  }
  return [
    {
      id,
      title,
      costs,
      resolves,
      steps: [
        ...binding,
        ...moveIngress(facts, route, target),
        ...closeNodePort(facts, route),
      ],
    },
  ];
}

function titleOf(placement: 'cloud' | 'in-cluster', title: string): string {
  return placement === 'cloud' ? `the ${title}` : title;
}

function costsOf(
  facts: ServiceFacts,
  target: ChainTarget,
  cloud: boolean,
): readonly string[] {
  const { namespace } = target.service.meta;
  return [
    ...(namespace === facts.service.meta.namespace
      ? []
      : [
          `It uses the gateway of namespace ${namespace}: agree on it with its owner, or name another.`,
        ]),
    `One more hop: every request passes ${target.service.meta.namespace}/${target.service.meta.name}.`,
    ...(cloud
      ? [
          'The load balancer gets a new address unless a static one or a group is named: move DNS before the last step.',
          'Its health check has to ask the gateway: port 15021, path /healthz/ready.',
        ]
      : []),
    'A TLS certificate that the Ingress names has to be in the namespace of the gateway too.',
  ];
}

function withoutGateway(
  id: string,
  title: string,
  resolves: readonly string[],
): Plan {
  return {
    id,
    title,
    costs: ['An Istio gateway to run, and one more hop.'],
    resolves,
    steps: [],
    advice: {
      missing:
        'This cluster has no Istio gateway that we can see. Install one (istio.io/latest/docs/setup/additional-setup/gateway); the steps can be worked out and proven then.',
      aims: 'permissive',
    },
  };
}

function otherServices(facts: ServiceFacts, route: Route): readonly string[] {
  const own = facts.service.meta.name;
  return servicesOfRoute(route)
    .map(service => service.name)
    .filter(name => name !== own);
}
