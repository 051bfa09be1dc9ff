import { Entry, entries } from './entries';
import {
  Addresses,
  Json,
  Mesh,
  pod,
  service,
  ServiceShape,
} from './kubernetes';
import { mistakesOf } from './mistakes';
import type { Choices } from './random';
import { routesOf } from './routes';
import type { Environment } from './teams';

export interface WorkloadPlace {
  readonly name: string;
  readonly namespace: string;
  readonly environment: Environment;
  /** How its namespace is in the mesh. */
  readonly mesh: 'none' | 'sidecar' | 'ambient';
  readonly owner: string;
}

interface Pools {
  readonly pods: Addresses;
  readonly vips: Addresses;
  readonly nodePorts: { next: number };
}

/** One service in one environment: pods, Service, routes, and what has gone wrong with them. */
export function workloadObjects(
  place: WorkloadPlace,
  choices: Choices,
  pools: Pools,
): readonly Json[] {
  const entry = choices.weighted<Entry>(entries[place.environment]);
  const shape = serviceShape(place, entry, choices, pools);
  const running = podsOf(place, shape, choices, pools);
  return [
    ...running.map(one => one.object),
    ...service(shape, running),
    ...routesOf(place, entry, shape, choices),
    ...mistakesOf(place, shape, choices),
  ];
}

function serviceShape(
  { name, namespace, owner }: WorkloadPlace,
  entry: Entry,
  choices: Choices,
  { vips, nodePorts }: Pools,
): ServiceShape {
  const port = choices.weighted({
    http: 20,
    grpc: 3,
    tcp: 2,
    unnamed: 4,
    https: 1,
  });
  const targetPort =
    port === 'https' ? 8443 : choices.pick([8080, 8080, 8080, 3000]);
  const annotations = {
    ...(entry === 'kong-routed' && {
      'ingress.kubernetes.io/service-upstream': 'true',
    }),
    ...(choices.chance(0.03) && {
      'ingress-posture.io/ignore':
        'IP0101, IP0601: on its way behind the Istio gateway, planned for March',
    }),
  };
  const open = entry === 'nlb' || entry === 'alb-instance';
  if (open) nodePorts.next += 1;
  return {
    name,
    namespace,
    labels: {
      app: name,
      'backstage.io/kubernetes-id': name,
      team: owner,
    },
    ...(Object.keys(annotations).length > 0 && { annotations }),
    clusterIP: choices.chance(0.03) ? 'None' : vips.take(),
    selector: { app: name },
    ...(entry === 'nlb' && {
      type: 'LoadBalancer' as const,
      loadBalancer: `${namespace}-${name}.elb.eu-west-1.amazonaws.com`,
    }),
    ...(entry === 'alb-instance' && { type: 'NodePort' as const }),
    ports: [
      {
        ...(port !== 'unnamed' && { name: port }),
        port: 80,
        targetPort,
        ...(open && { nodePort: nodePorts.next }),
      },
    ],
  };
}

function podsOf(
  { name, namespace, mesh, environment }: WorkloadPlace,
  { ports: [{ targetPort }] }: ServiceShape,
  choices: Choices,
  { pods }: Pools,
) {
  const usual = environment === 'prod' ? 2 : 1;
  const count = choices.chance(0.02) ? 0 : usual;
  // A roll-out that stopped half way, and pods that nobody restarted since the namespace was labelled.
  const halfway = choices.chance(0.04);
  const forgotten = choices.chance(0.05);
  const probed = choices.chance(0.02);
  return Array.from({ length: count }, (_, index) => {
    const bare = forgotten || (halfway && index === 0);
    const ready = !choices.chance(0.03);
    const own: Mesh = bare ? 'none' : mesh;
    const podName = `${name}-7c4d-${index}`;
    const ip = pods.take();
    return {
      name: podName,
      ip,
      ready,
      object: pod({
        namespace,
        name: podName,
        labels: { app: name, 'backstage.io/kubernetes-id': name },
        ip,
        mesh: own,
        image: `registry.travel.example/${name}:2026.11`,
        ports: [{ name: 'main', containerPort: targetPort }],
        ready,
        ...(probed && { probePort: targetPort }),
        ...(choices.chance(0.02) && {
          annotations: {
            'traffic.sidecar.istio.io/excludeInboundPorts': String(targetPort),
          },
        }),
      }),
    };
  });
}
