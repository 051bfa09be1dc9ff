import { ClusterState, dialsTo, RouteDial } from '@ingress-posture/engine';
import type { RouteName } from './answerFile';

interface Named {
  readonly kind?: string;
  readonly metadata?: {
    readonly namespace?: string;
    readonly name?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly clusterIP?: string;
    readonly externalName?: string;
    readonly ports?: readonly {
      readonly name?: string;
      readonly nodePort?: number;
    }[];
  };
  readonly status?: {
    readonly addresses?: readonly { readonly address: string }[];
  };
  readonly endpoints?: readonly {
    readonly addresses: readonly string[];
    readonly conditions: { readonly ready?: boolean };
  }[];
  readonly ports?: readonly { readonly name?: string; readonly port: number }[];
}

/** What the engine says is dialled for a route, whatever Services it leads to. */
export function dialled(
  objects: readonly object[],
  route: RouteName,
): readonly RouteDial[] {
  return ofRoute(allDialled(objects), route);
}

/** What the engine says is dialled for all routes. */
export function allDialled(objects: readonly object[]): readonly RouteDial[] {
  const state = new ClusterState({ name: 'answers' });
  for (const object of objects) state.upsert(object);
  return servicesIn(objects).flatMap(service => dialsTo(state, service));
}

export function ofRoute(
  dials: readonly RouteDial[],
  { kind, namespace, name }: RouteName,
): readonly RouteDial[] {
  return dials.filter(
    ({ route }) =>
      route.kind === kind &&
      route.namespace === namespace &&
      route.name === name,
  );
}

/** The name of a Service, as the cluster's DNS resolves it: to its address. */
export function resolved(objects: readonly object[], address: string): string {
  const named =
    /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?\.?:(\d+)$/.exec(
      address,
    );
  if (!named) return address;
  const [, name, namespace, port] = named;
  const service = (objects as readonly Named[]).find(
    ({ kind, metadata }) =>
      kind === 'Service' &&
      metadata?.name === name &&
      metadata.namespace === namespace,
  );
  const { clusterIP, externalName } = service?.spec ?? {};
  return externalName === undefined
    ? `${clusterIP}:${port}`
    : resolved(objects, `${externalName}:${port}`);
}

/** Whom a node passes a connection to its node port on to; undefined for any other address. */
export function behindNodePort(
  objects: readonly object[],
  address: string,
): readonly string[] | undefined {
  const all = objects as readonly Named[];
  const [host, number] = address.split(':');
  const isNode = all.some(
    ({ kind, status }) =>
      kind === 'Node' && status?.addresses?.some(one => one.address === host),
  );
  if (!isNode) return undefined;
  return all.flatMap(service =>
    (service.spec?.ports ?? [])
      .filter(({ nodePort }) => String(nodePort) === number)
      .flatMap(({ name }) => readyEndpoints(all, service, name)),
  );
}

function readyEndpoints(
  objects: readonly Named[],
  { metadata: service }: Named,
  portName = '',
): readonly string[] {
  return objects
    .filter(
      ({ kind, metadata }) =>
        kind === 'EndpointSlice' &&
        metadata?.namespace === service?.namespace &&
        metadata?.labels?.['kubernetes.io/service-name'] === service?.name,
    )
    .flatMap(({ endpoints = [], ports = [] }) =>
      ports
        .filter(({ name = '' }) => name === portName)
        .flatMap(({ port }) =>
          endpoints
            .filter(({ conditions }) => conditions.ready !== false)
            .flatMap(({ addresses }) => addresses.map(ip => `${ip}:${port}`)),
        ),
    );
}

function servicesIn(objects: readonly object[]) {
  return (objects as readonly Named[])
    .filter(({ kind }) => kind === 'Service')
    .map(({ metadata }) => ({
      namespace: metadata?.namespace ?? '',
      name: metadata?.name ?? '',
    }));
}
