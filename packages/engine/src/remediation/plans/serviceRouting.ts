import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { Plan } from '../plan';
import { ambientSteps, needsSidecar, sidecarSteps } from './edgeIntoMesh';
import { routeSteps } from './routeToService';

/**
 * An in-cluster edge gets to mTLS when its sidecar sees a connection to a Service it knows: by
 * address, and for HTTP ports by Host too (istio pilot/pkg/networking/core/httproute.go).
 */
export function serviceRoutingPlans(
  facts: ServiceFacts,
  { facts: { edge, route }, path }: JudgedPath,
): readonly Plan[] {
  const hop = path.hops[1];
  if (!route || edge.pods.length === 0 || hop?.to !== 'workload') return [];
  // The sidecar knows the Service already; something else is wrong.
  if (hop.wire === 'istio-mtls') return [];
  const { state, service } = facts;
  const sidecar = sidecarSteps(state, edge);
  const change = {
    addressing: route.dial.addressing !== 'service-vip',
    host: route.dial.host.kind === 'client',
  };
  const both = routeSteps(route, service, change);
  const alone = routeSteps(route, service, { ...change, host: false });
  const id = `${path.route.kind}-${path.route.namespace}-${path.route.name}`;
  const costs = costsOf(
    facts,
    edge.ref.title,
    sidecar.length > 0,
    change.addressing,
  );
  const resolves = ['IP0101', 'IP0102', 'IP0201', 'IP0202', 'IP0203', 'IP0207'];
  return [
    // Enough where the port's protocol is not known as HTTP; proof tells.
    {
      id: `service-address-${id}`,
      title: titleFor(
        edge.ref.title,
        sidecar.length > 0,
        'let it dial the Service',
      ),
      costs,
      resolves,
      steps: [...sidecar, ...alone],
    },
    {
      id: `service-routing-${id}`,
      title: titleFor(
        edge.ref.title,
        sidecar.length > 0,
        change.addressing
          ? 'let it dial the Service by its own name'
          : 'let it call the Service by its own name',
      ),
      costs: change.host ? [...costs, ownName(service.meta.name)] : costs,
      resolves,
      steps: [...sidecar, ...both],
    },
    ...(facts.membership === 'ambient' && needsSidecar(state, edge)
      ? [
          {
            id: `ambient-edge-${id}`,
            title: `Enrol ${edge.ref.title} in ambient`,
            costs: [
              `One restart of ${edge.ref.title}.`,
              'Client address and session affinity stay as they are.',
            ],
            resolves,
            steps: ambientSteps(state, edge),
          },
        ]
      : []),
  ].filter(plan => plan.steps.length > 0);
}

function ownName(service: string): string {
  return `${service} sees its own name as Host; what the client asked for is in X-Forwarded-Host.`;
}

function titleFor(edge: string, sidecar: boolean, routing: string): string {
  return sidecar
    ? `Give ${edge} a sidecar and ${routing}`
    : `${routing[0].toUpperCase()}${routing.slice(1)}`.replace(
        ' it ',
        ` ${edge} `,
      );
}

function costsOf(
  facts: ServiceFacts,
  edge: string,
  restart: boolean,
  addressing: boolean,
): readonly string[] {
  return [
    ...(restart
      ? [
          `One restart of ${edge}.`,
          'The client address is kept: inbound traffic does not pass the sidecar.',
        ]
      : []),
    ...(addressing
      ? [
          `Istio picks the pod: cookie affinity and load-balancing settings of ${edge} stop working for ${facts.service.meta.name}.`,
        ]
      : []),
  ];
}
