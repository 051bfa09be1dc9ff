import { ClusterState, dialsTo, RouteDial } from '@ingress-posture/engine';
import type { RouteName } from './answerFile';

interface Named {
  readonly kind?: string;
  readonly metadata?: { readonly namespace?: string; readonly name?: string };
  readonly spec?: {
    readonly clusterIP?: string;
    readonly externalName?: string;
  };
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

function servicesIn(objects: readonly object[]) {
  return (objects as readonly Named[])
    .filter(({ kind }) => kind === 'Service')
    .map(({ metadata }) => ({
      namespace: metadata?.namespace ?? '',
      name: metadata?.name ?? '',
    }));
}
