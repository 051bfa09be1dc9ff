import type { Entry } from './entries';
import { innerGateway, IstioGateway, publicGateway } from './gateways';
import { ingress, istio, Json, ServiceShape } from './kubernetes';
import type { Choices } from './random';
import type { Environment } from './teams';
import type { WorkloadPlace } from './workload';

/** The name that the world has for an edge's address. */
export function publicHost(service: string, environment: Environment): string {
  return environment === 'prod'
    ? `${service}.travel.example`
    : `${service}.${environment}.travel.example`;
}

/** The route objects of a service, by how it is reached. */
export function routesOf(
  place: WorkloadPlace,
  entry: Entry,
  shape: ServiceShape,
  choices: Choices,
): readonly Json[] {
  const { name, namespace, environment } = place;
  const host = publicHost(name, environment);
  const by = (
    className: string,
    annotations?: Readonly<Record<string, string>>,
  ) =>
    ingress(
      {
        namespace,
        name,
        className,
        host,
        tls: choices.chance(0.6),
        ...(annotations && { annotations }),
      },
      name,
    );
  const nginx = 'nginx.ingress.kubernetes.io';
  switch (entry) {
    case 'nginx':
      return [
        by(
          'nginx',
          choices.chance(0.5)
            ? { [`${nginx}/service-upstream`]: 'true' }
            : undefined,
        ),
      ];
    case 'nginx-routed':
    case 'nginx-inner':
      return [
        by(entry === 'nginx-inner' ? 'nginx-inner' : 'nginx', {
          [`${nginx}/service-upstream`]: 'true',
          [`${nginx}/upstream-vhost`]: `${name}.${namespace}.svc.cluster.local`,
        }),
      ];
    case 'nginx-old':
    case 'traefik':
    case 'haproxy':
    case 'skipper':
    case 'apisix':
    case 'kong':
      return [by(entry)];
    case 'kong-routed':
      return [by('kong')];
    case 'nginx-f5':
      // Half of them copied the annotation of the other nginx.
      return [
        by(
          'nginx-f5',
          choices.chance(0.5)
            ? { [`${nginx}/service-upstream`]: 'true' }
            : { 'nginx.org/use-cluster-ip': 'true' },
        ),
      ];
    case 'alb-ip':
      return [by('alb', { 'alb.ingress.kubernetes.io/target-type': 'ip' })];
    case 'alb-instance':
      return [
        by('alb', { 'alb.ingress.kubernetes.io/target-type': 'instance' }),
      ];
    case 'gateway':
      return [gatewayRoute(place, publicGateway, shape, choices)];
    case 'gateway-behind-alb':
      return [gatewayRoute(place, innerGateway, shape, choices)];
    case 'two-edges':
      return [by('nginx'), gatewayRoute(place, publicGateway, shape, choices)];
    case 'nlb':
    case 'none':
      return [];
    default: {
      const never: never = entry;
      return never;
    }
  }
}

function gatewayRoute(
  { name, namespace, environment }: WorkloadPlace,
  { namespace: owner, gateway }: IstioGateway,
  { ports: [{ port }] }: ServiceShape,
  choices: Choices,
): Json {
  const mistaken = choices.chance(0.06);
  const halfName = choices.chance(0.04);
  return istio(
    'VirtualService',
    { namespace, name },
    {
      hosts: [publicHost(name, environment)],
      gateways: [`${owner}/${mistaken ? 'pubic' : gateway}`],
      http: [
        {
          route: [
            {
              destination: {
                host: halfName ? `${name}.${namespace}` : name,
                port: { number: port },
              },
            },
          ],
        },
      ],
    },
  );
}
