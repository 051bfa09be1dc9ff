// Services that plugins of Kong ask about requests: developer.konghq.com/plugins (opa, request-callout), and
// kong/plugins/rate-limiting/policies/init.lua for the Redis that counts.
import type { AskedFor } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import {
  KongAsked,
  kongClusterPlugins,
  KongPlugin,
  kongPlugins,
} from '../../state/kinds/kongPlugin';
import { kongServiceFacades } from '../../state/kinds/kongServiceFacade';
import { Service, services } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { ingressServers } from '../edges/ingressClassOf';
import { Instance, installationsOf } from '../edges/instances';
import { consumersNaming } from '../policies/kongConsumers';
import {
  kongPluginKeys,
  kongPluginOf,
  kongPluginRefs,
} from '../policies/kongPluginRefs';
import { globalKongPlugins } from '../policies/kongPlugins';
import { gatewayBindings } from '../routes/gatewayApiRoutes';
import { gatewayRoutesByBackend } from '../routes/gatewayRoutesByBackend';
import { ingressesByBackend } from '../routes/ingressesByBackend';
import { edgesOf } from '../routes/ingressRoutes';
import { ingressesByFacade } from '../routes/kongFacadeRoutes';
import type { RouteReader } from '../routes/routeReader';
import { kong } from '../vendors/kong';
import { askedByUrl, namingByUrl, urlKeys } from './askedByUrl';
import { AskedAbout, askedRoute, edgeOfInstance } from './askedRoute';
import { rulesOf } from './ingressAnnotations';

const source = 'developer.konghq.com/plugins';

const purposes: Readonly<Record<KongAsked['why'], AskedFor>> = {
  authorization: 'external authorization',
  processing: 'external processing',
  counting: 'rate limiting',
  tokens: 'token issuer',
};

const byUrl = [kongPlugins, kongClusterPlugins].map(kind =>
  indexBy(kind, ({ asks }) => asks.flatMap(({ url }) => urlKeys(url))),
);

const ingressesByPlugin = indexBy(ingresses, kongPluginKeys);
const routesByPlugin = [httpRoutes, grpcRoutes].map(kind =>
  indexBy(kind, kongPluginKeys),
);
const servicesByPlugin = indexBy(services, kongPluginKeys);
const facadesByPlugin = indexBy(kongServiceFacades, kongPluginKeys);

/** Plugins that ask somebody, at each installation that has them. */
export const kongPluginAsks: RouteReader = {
  routesTo: (state, service) =>
    byUrl
      .flatMap(index => namingByUrl(state, index, service))
      .filter(({ disabled }) => !disabled)
      .flatMap(plugin =>
        installationsOf(state, kong).flatMap(instance =>
          plugin.asks.flatMap(asked =>
            routesAt(state, plugin, asked, service, instance),
          ),
        ),
      ),
};

function routesAt(
  state: ClusterState,
  plugin: KongPlugin,
  { why, url, failsOpen, field }: KongAsked,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const evidence = [evidenceOf(plugin, field, url)];
  const { namespace } = instance;
  const asked = askedByUrl(
    { url, namespace, by: field, evidence, source },
    service,
  );
  if (!asked) return [];
  const purpose = purposes[why];
  return usersOf(state, plugin, instance).flatMap(about =>
    askedRoute(state, {
      ...asked,
      purpose,
      edge: edgeOfInstance(instance),
      instance,
      about,
      service,
      named: { by: plugin, evidence },
      settings: plugin,
      failsOpen,
      source,
    }),
  );
}

/** What goes by a plugin at an installation; one that is for all is asked about itself. */
function usersOf(
  state: ClusterState,
  plugin: KongPlugin,
  instance: Instance,
): readonly AskedAbout[] {
  if (globalKongPlugins(state, instance).includes(plugin)) {
    return [{ object: plugin, host: null, path: null, clientTls: false }];
  }
  const key = `${plugin.meta.namespace}/${plugin.meta.name}`;
  const names = (object: KubeObject) =>
    kongPluginRefs(object).some(
      ref => kongPluginOf(state, object, ref, instance) === plugin,
    );
  const behind = state.lookup(servicesByPlugin, key).filter(names);
  const facades = state.lookup(facadesByPlugin, key).filter(names);
  const ofRoutes = [
    ...state
      .lookup(ingressesByPlugin, key)
      .filter(names)
      .flatMap(one => ofIngress(state, one, instance)),
    ...behind.flatMap(one => ofService(state, one, instance)),
    ...facades.flatMap(({ meta }) =>
      state
        .lookup(ingressesByFacade, `${meta.namespace}/${meta.name}`)
        .flatMap(one => ofFacade(state, one, meta.name, instance)),
    ),
    ...routesByPlugin
      .flatMap(index => state.lookup(index, key))
      .filter(names)
      .flatMap(one => ofRoute(state, one, instance)),
  ];
  return ofRoutes.length > 0 ? ofRoutes : ofConsumers(state, plugin, instance);
}

/** Whoever names a plugin that no route does has it at every route. */
function ofConsumers(
  state: ClusterState,
  plugin: KongPlugin,
  instance: Instance,
): readonly AskedAbout[] {
  return consumersNaming(state, plugin, instance).map(object => ({
    object,
    host: null,
    path: null,
    clientTls: false,
  }));
}

function isServed(
  state: ClusterState,
  ingress: Ingress,
  instance: Instance,
): boolean {
  return ingressServers(state, ingress)
    .filter(({ vendor }) => vendor === kong)
    .flatMap(server => edgesOf(state, ingress, server))
    .some(one => one.instance === instance);
}

function ofIngress(
  state: ClusterState,
  ingress: Ingress,
  instance: Instance,
): readonly AskedAbout[] {
  return isServed(state, ingress, instance) ? rulesOf(ingress, kong) : [];
}

function ofService(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
  instance: Instance,
): readonly AskedAbout[] {
  const key = `${namespace}/${name}`;
  const leading = state
    .lookup(ingressesByBackend, key)
    .filter(one => isServed(state, one, instance));
  return [
    ...leading.flatMap(ingress =>
      rulesOf(
        ingress,
        kong,
        ingress.rules.filter(({ backend }) => backend.service === name),
      ),
    ),
    ...gatewayRoutesByBackend
      .flatMap(index => state.lookup(index, key))
      .flatMap(one => ofRoute(state, one, instance)),
  ];
}

function ofFacade(
  state: ClusterState,
  ingress: Ingress,
  facade: string,
  instance: Instance,
): readonly AskedAbout[] {
  if (!isServed(state, ingress, instance)) return [];
  const rules = (ingress.resources ?? []).filter(
    ({ resource }) => resource.name === facade,
  );
  return rulesOf(ingress, kong, rules);
}

function ofRoute(
  state: ClusterState,
  route: GatewayRoute,
  instance: Instance,
): readonly AskedAbout[] {
  return gatewayBindings(state, route)
    .filter(one => one.instance === instance)
    .map(({ host, parent }) => ({
      object: route,
      host,
      path: null,
      clientTls: parent.listener.tls !== undefined,
    }));
}
