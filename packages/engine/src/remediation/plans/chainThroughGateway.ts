import type { Route } from '../../ingress/edge';
import { servicesOfRoute } from '../../ingress/routes';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import { Ingress } from '../../state/kinds/ingress';
import { deleteCommand } from '../commands';
import { ChainTarget, chainTarget } from '../istioGatewayService';
import type { Plan, PlannedStep } from '../plan';
import { serviceHost } from '../serviceHost';
import { createStep, patchStep } from '../steps';
import { itself } from '../touched';
import { services } from '../../state/kinds/service';
import { Mapping, mappings } from '../../state/kinds/emissary';

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
  const binding = bindingSteps(facts, route, target);
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

/** Gateway and VirtualService that lead the route's host from the gateway to the Service. */
function bindingSteps(
  facts: ServiceFacts,
  route: Route,
  target: ChainTarget,
): readonly PlannedStep[] {
  const { namespace, name } = facts.service.meta;
  const host = route.ref.host ?? '*';
  const gateway = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: {
      selector: target.selector,
      servers: [
        {
          port: { number: target.port.port, name: 'http', protocol: 'HTTP' },
          hosts: [`${namespace}/${host}`],
        },
      ],
    },
  };
  const virtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: `${name}-ingress`, namespace },
    spec: {
      hosts: [host],
      gateways: [`${namespace}/${name}`],
      http: [
        {
          route: [
            {
              destination: {
                host: serviceHost(facts.service),
                port: { number: route.backend.port },
              },
            },
          ],
        },
      ],
    },
  };
  return [
    created('Open the host at the Istio gateway', gateway, facts),
    created(
      'Lead the host from the gateway to the Service',
      virtualService,
      facts,
    ),
  ];
}

function created(
  title: string,
  manifest: Parameters<typeof createStep>[1],
  facts: ServiceFacts,
): PlannedStep {
  return {
    step: createStep(title, manifest),
    apply: state => {
      state.upsert(manifest);
    },
    touches: () => [itself(facts)],
  };
}

/** An Ingress can only name Services of its own namespace, so it moves to the gateway's. */
function moveIngress(
  facts: ServiceFacts,
  route: Route,
  target: ChainTarget,
): readonly PlannedStep[] {
  const ingress = route.object as Ingress;
  const { namespace, name } = ingress.meta;
  const moved = movedIngress(ingress, route, target);
  const object = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    namespace,
    name,
  };
  const copy = `${namespace}-${name}.yaml`;
  return [
    created('Lead the edge to the gateway', moved, facts),
    {
      step: {
        action: 'delete',
        title: 'Take the old route away, once clients use the new one',
        object,
        patch: '',
        command: `kubectl -n ${namespace} get ingress ${name} -o yaml > ${copy} && ${deleteCommand(
          object,
        )}`,
        verify: {
          command: `kubectl -n ${namespace} get ingress`,
          expect: `no ${name}`,
        },
        undo: `kubectl apply -f ${copy}`,
      },
      apply: state => {
        state.remove({ ...object, metadata: { namespace, name } });
      },
      touches: () => [itself(facts)],
    },
  ];
}

/** A node port that only the load balancer needed stays open to everybody: close it. */
function closeNodePort(
  facts: ServiceFacts,
  route: Route,
): readonly PlannedStep[] {
  const { service } = facts;
  if (route.dial.addressing !== 'node-port' || service.type !== 'NodePort') {
    return [];
  }
  const { namespace, name } = service.meta;
  return [
    {
      step: patchStep({
        title: 'Close the node port, which nothing needs any more',
        object: { apiVersion: 'v1', kind: 'Service', namespace, name },
        patch: { spec: { type: 'ClusterIP' } },
        undo: { spec: { type: 'NodePort' } },
        show: '{.spec.type}',
        expect: 'ClusterIP',
      }),
      apply: state => state.put(services, { ...service, type: 'ClusterIP' }),
      touches: () => [itself(facts)],
    },
  ];
}

// What made the edge dial pods or rename the Host is wrong in front of a gateway.
const left = [
  'nginx.ingress.kubernetes.io/upstream-vhost',
  'nginx.ingress.kubernetes.io/service-upstream',
];

function movedIngress(ingress: Ingress, route: Route, target: ChainTarget) {
  const annotations = Object.fromEntries(
    Object.entries(ingress.meta.annotations).filter(
      ([key]) =>
        !left.includes(key) &&
        !/^ingress\.kubernetes\.io\/|forwarding-rule|url-map|target-proxy/.test(
          key,
        ),
    ),
  );
  const { host } = route.ref;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: `${ingress.meta.namespace}-${ingress.meta.name}`,
      namespace: target.service.meta.namespace,
      annotations,
    },
    spec: {
      ...(ingress.className !== undefined && {
        ingressClassName: ingress.className,
      }),
      ...(ingress.tlsHosts.length > 0 && {
        tls: [{ hosts: ingress.tlsHosts }],
      }),
      rules: [
        {
          ...(host !== null && { host }),
          http: {
            paths: [
              {
                path: route.ref.path ?? '/',
                pathType: 'Prefix',
                backend: {
                  service: {
                    name: target.service.meta.name,
                    port: { number: target.port.port },
                  },
                },
              },
            ],
          },
        },
      ],
    },
  };
}

function otherServices(facts: ServiceFacts, route: Route): readonly string[] {
  const own = facts.service.meta.name;
  return servicesOfRoute(route)
    .map(service => service.name)
    .filter(name => name !== own);
}

function repointMapping(
  facts: ServiceFacts,
  route: Route,
  target: ChainTarget,
): PlannedStep {
  const mapping = route.object as Mapping;
  const { namespace, name } = mapping.meta;
  const { service, port } = target;
  const to = `${service.meta.name}.${service.meta.namespace}:${port.port}`;
  const rewrite =
    mapping.hostRewrite === undefined ? {} : { host_rewrite: null };
  return {
    step: patchStep({
      title: 'Lead the Mapping to the gateway',
      object: {
        apiVersion: 'getambassador.io/v3alpha1',
        kind: 'Mapping',
        namespace,
        name,
      },
      patch: { spec: { service: to, ...rewrite } },
      undo: {
        spec: {
          service: mapping.service,
          ...(mapping.hostRewrite !== undefined && {
            host_rewrite: mapping.hostRewrite,
          }),
        },
      },
      show: '{.spec.service}',
      expect: to,
    }),
    apply: state => {
      const { hostRewrite: _, ...rest } = mapping;
      state.put(mappings, { ...rest, service: to });
    },
    touches: () => [itself(facts)],
  };
}
