import type { Route } from '../../../ingress/edges/edge';
import { instanceByPod } from '../../../ingress/edges/instances';
import { placesOf } from '../../../ingress/dial/places';
import { servicesOfRoute } from '../../../ingress/routes/routes';
import type { Settings } from '../../../ingress/dial/settledDial';
import type { Dial } from '../../../ingress/dial/dial';
import type { HostSent, Switch } from '../../../ingress/vendorDescription';
import { podKey } from '../../../path/sources';
import type { ClusterState } from '../../../state/clusterState';
import { configMaps } from '../../../state/kinds/configMap';
import type { Service, ServicePort } from '../../../state/kinds/service';
import { serviceHost } from '../../serviceHost';
import type { Flag } from '../controllerFlag';
import { servedBy } from '../../touched';
import { annotationEdit, FieldEdit } from './fieldEdit';

// What vendors' documents write where a Service is to be dialled.
const serviceValues = ['true', 'ClusterIP', 'service'];

/** The switches of its vendor that make a route dial the Service's address. */
export function addressingEdits(
  state: ClusterState,
  route: Route,
  service: Service,
): readonly FieldEdit[] {
  const wanted = (effect: Dial['addressing']) => effect === 'service-vip';
  const found = editsOf(
    state,
    route,
    service,
    settingsOf(route).addressing.switches,
    serviceValues,
    wanted,
  );
  // The controller's ConfigMap holds for every route: only where nothing narrower is there.
  const narrow = found.filter(edit => edit.kind !== configMaps);
  return narrow.length > 0 ? narrow : found;
}

/** The switches of its vendor that make it send a Host by which the mesh knows the Service. */
export function hostEdits(
  state: ClusterState,
  route: Route,
  service: Service,
): readonly FieldEdit[] {
  const host = serviceHost(service);
  const wanted = (effect: HostSent) =>
    effect === host || (typeof effect === 'object' && effect !== null);
  return settingsOf(route).host.switches.flatMap(one => {
    // One name for the requests of several Services leads all of them to one.
    const own = isOnlyFor(state, service, route, one)
      ? [host, `Host: ${host}`, hostFilter(host, written(route, one))]
      : [];
    return editsOf(state, route, service, [one], [...own, 'false'], wanted);
  });
}

/** Whether what a switch says holds for no Service but one. */
function isOnlyFor(
  state: ClusterState,
  { meta }: Service,
  route: Route,
  { on }: Pick<Switch<unknown>, 'on'>,
): boolean {
  if (on === 'service-annotation') return true;
  const all =
    on === 'config-map' ? servedBy(state, route.edge) : servicesOfRoute(route);
  return all.every(
    ({ namespace, name }) => namespace === meta.namespace && name === meta.name,
  );
}

function written(
  { object }: Route,
  { key }: Pick<Switch<unknown>, 'key'>,
): string | undefined {
  return object.meta.annotations[key];
}

// Behind the filters that are there, which may do more, such as to ask whether requests may pass:
// https://opensource.zalando.com/skipper/reference/filters/#setrequestheader
function hostFilter(host: string, before: string | undefined): string {
  const filter = `setRequestHeader("Host", "${host}")`;
  return before ? `${before} -> ${filter}` : filter;
}

/** A flag of the controller that would do it, where nothing narrower does. */
export function addressingFlag(route: Route): Flag | undefined {
  // A RouteGroup says by itself what is dialled for it.
  if (route.object.kind === 'RouteGroup') return undefined;
  const [found] = settingsOf(route).addressing.switches.flatMap(one => {
    if (one.on !== 'flag') return [];
    const value = serviceValues.find(
      candidate => one.effect(candidate, {}) === 'service-vip',
    );
    return value === undefined ? [] : [{ key: one.key, value }];
  });
  return found;
}

function settingsOf({ edge: { vendor }, object }: Route): Settings {
  const { gatewayApi } = vendor;
  const byGatewayApi = gatewayApi?.routes.some(kind => kind === object.kind);
  return {
    addressing: (byGatewayApi && gatewayApi?.addressing) || vendor.addressing,
    host: (byGatewayApi && gatewayApi?.host) || vendor.host,
    backend: vendor.backend,
  };
}

function editsOf<Effect>(
  state: ClusterState,
  route: Route,
  service: Service,
  switches: readonly Switch<Effect>[],
  values: readonly string[],
  wanted: (effect: Effect) => boolean,
): readonly FieldEdit[] {
  const port = service.ports.find(one => one.port === route.backend.port);
  return switches.flatMap(one => {
    if (saysMore(one, route, service)) return [];
    const value = values.find(candidate => {
      const effect = one.effect(candidate, subject(route, service, port));
      return effect !== undefined && wanted(effect);
    });
    if (value === undefined) return [];
    return editOf(state, route, service, one, value) ?? [];
  });
}

// What turns a switch off.
const off = new Set(['', 'false', 'off', 'no', '0']);

/** Whether a switch holds something else already, which setting it would take away. */
function saysMore<Effect>(
  one: Switch<Effect>,
  route: Route,
  service: Service,
): boolean {
  const object = one.on === 'service-annotation' ? service : route.object;
  const value = object.meta.annotations[one.key];
  return (
    value !== undefined &&
    !off.has(value.toLowerCase()) &&
    one.effect(value, { route: route.object, service }) === undefined
  );
}

function subject(
  { object }: Route,
  service: Service,
  port: ServicePort | undefined,
) {
  return { route: object, service, ...(port && { port }) };
}

/** A switch set where it stands; undefined where that is not an object of its own. */
function editOf(
  state: ClusterState,
  route: Route,
  service: Service,
  { on, key }: Pick<Switch<unknown>, 'on' | 'key'>,
  value: string,
): FieldEdit | undefined {
  const annotation = { name: key, value };
  switch (on) {
    case 'route-annotation':
      return annotationEdit(state, route.object, annotation, () =>
        servicesOfRoute(route),
      );
    case 'service-annotation': {
      const { namespace, name } = service.meta;
      return annotationEdit(state, service, annotation, () => [
        { namespace, name },
      ]);
    }
    case 'config-map':
      return configMapEdit(state, route, key, value);
    // Wider than one route, or part of a list that a patch would have to replace as a whole.
    case 'namespace-annotation':
    case 'class-annotation':
    case 'service-label':
    case 'port-number':
    case 'port-name':
    case 'app-protocol':
    case 'flag':
    case 'environment':
      return undefined;
    default: {
      const never: never = on;
      return never;
    }
  }
}

function configMapEdit(
  state: ClusterState,
  { edge, object }: Route,
  key: string,
  value: string,
): FieldEdit | undefined {
  const instance =
    edge.pods[0] && state.read(instanceByPod).get(podKey(edge.pods[0]));
  const { configMap } = placesOf(state, object, instance);
  if (!configMap) return undefined;
  return {
    kind: configMaps,
    object: configMap,
    place: ['data'],
    field: key,
    value,
    before: configMap.data[key] ?? null,
    changed: now => ({
      ...now,
      data: { ...(now as typeof configMap).data, [key]: value },
    }),
    touches: () => servedBy(state, edge),
  };
}
